"""What is seen and heard when: narration aligned with its text, captions, scenes on a timeline."""
