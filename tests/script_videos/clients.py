"""The clients of script videos that front ends were given, and how they are run."""

import asyncio
from pathlib import Path

PYTHON_CLIENT = '''
import requests
import time

BASE_URL = "http://localhost:8012/api/v1/jobs"

def create_video_job(video_request: dict, priority: int = 5) -> str:
    """Create video generation job"""
    response = requests.post(
        f"{BASE_URL}/",
        json={
            "video_request": video_request,
            "priority": priority
        }
    )
    response.raise_for_status()
    return response.json()["job_id"]

def poll_job_status(job_id: str, poll_interval: int = 3) -> dict:
    """Poll job until completion"""
    while True:
        response = requests.get(f"{BASE_URL}/{job_id}")
        response.raise_for_status()
        job = response.json()

        print(f"Progress: {job['progress']*100:.0f}% - {job['progress_message']}")

        if job["status"] == "success":
            return job["result"]
        elif job["status"] == "failure":
            raise Exception(f"Job failed: {job['error']}")
        elif job["status"] == "cancelled":
            raise Exception("Job cancelled")

        time.sleep(poll_interval)

def generate_video(video_request: dict) -> dict:
    """Complete video generation workflow"""
    # Create job
    job_id = create_video_job(video_request)
    print(f"Job created: {job_id}")

    # Wait for completion
    result = poll_job_status(job_id)
    print(f"Video ready: {result['video_path']}")

    return result

# Usage
if __name__ == "__main__":
    video_request = {
        "script_id": "test-123",
        "user_id": "user-456",
        "title": "Test Video",
        "script_content": "This is a test script.",
        "language": "en-US",
        "platform": "youtube",
        "duration": 15,
        "voice_provider": "azure"
    }

    result = generate_video(video_request)
    print("Done!")
'''
"""The client in Python that front ends of script videos were given."""

BASH_CLIENT = r"""
#!/bin/bash

# Configuration
BASE_URL="http://localhost:8012/api/v1/jobs"
POLL_INTERVAL=3

# Create job
echo "Creating job..."
RESPONSE=$(curl -s -X POST "${BASE_URL}/" \
  -H "Content-Type: application/json" \
  -d '{
    "video_request": {
      "script_id": "test-123",
      "user_id": "user-456",
      "title": "Test Video",
      "script_content": "This is a test.",
      "language": "en-US",
      "platform": "youtube",
      "duration": 15,
      "voice_provider": "azure"
    },
    "priority": 5
  }')

JOB_ID=$(echo $RESPONSE | jq -r '.job_id')
echo "Job created: $JOB_ID"

# Poll for completion
echo "Waiting for completion..."
while true; do
  STATUS_RESPONSE=$(curl -s "${BASE_URL}/${JOB_ID}")
  STATUS=$(echo $STATUS_RESPONSE | jq -r '.status')
  PROGRESS=$(echo $STATUS_RESPONSE | jq -r '.progress')
  MESSAGE=$(echo $STATUS_RESPONSE | jq -r '.progress_message')

  echo "Progress: $(echo "$PROGRESS * 100" | bc)% - $MESSAGE"

  if [ "$STATUS" == "success" ]; then
    VIDEO_PATH=$(echo $STATUS_RESPONSE | jq -r '.result.video_path')
    echo "Video ready: $VIDEO_PATH"
    break
  elif [ "$STATUS" == "failure" ]; then
    ERROR=$(echo $STATUS_RESPONSE | jq -r '.error')
    echo "Job failed: $ERROR"
    exit 1
  elif [ "$STATUS" == "cancelled" ]; then
    echo "Job cancelled"
    exit 1
  fi

  sleep $POLL_INTERVAL
done
"""
"""Their client for a shell."""


async def run(program: str, text: str, address: str, folder: Path) -> str:
    """Run a client as it stands, address aside; what it prints. Fails if the client does."""
    script = folder / "client"
    script.write_text(text.strip().replace("http://localhost:8012", address))
    process = await asyncio.create_subprocess_exec(program, str(script), stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    said = output.decode()
    assert process.returncode == 0, said
    return said
