"""Sound as samples: read, levelled and encoded."""
