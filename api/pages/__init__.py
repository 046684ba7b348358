"""The web pages: forms for new jobs, the list, each job live. Server-rendered, with HTMX and Jinja."""
