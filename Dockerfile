# One image for the API, the workers and the migration; docker-compose.yml says what each container runs.

FROM python:3.11.16-slim-bookworm AS build

# pycairo and ManimPango have no wheels for Linux.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev libcairo2-dev libpango1.0-dev pkg-config \
 && rm -rf /var/lib/apt/lists/*

RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY scripts/kokoro_voices.py scripts/
RUN python scripts/kokoro_voices.py /opt/venv/share/reelwork/kokoro-voices


FROM python:3.11.16-slim-bookworm

# fonts-noto-cjk: Chinese, Japanese and Korean glyphs. fontconfig's cache is made now, while it can be written.
# libseccomp2: the filter of system calls that scripts run behind.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      fontconfig fonts-noto-cjk libcairo2 libpango-1.0-0 libpangocairo-1.0-0 libseccomp2 \
 && rm -rf /var/lib/apt/lists/* \
 && fc-cache --force

# The home folder of all state is made here, because a new volume takes its owner from the image.
RUN groupadd --gid 10001 reelwork \
 && useradd --uid 10001 --gid reelwork --no-create-home --home-dir /tmp --shell /usr/sbin/nologin reelwork \
 && install --directory --owner reelwork --group reelwork --mode 0750 /var/lib/reelwork

COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY LICENSE worker.py ./
COPY activities activities
COPY api api
COPY contracts contracts
COPY files files
COPY fonts fonts
COPY jobs jobs
COPY language language
COPY llm llm
COPY media media
COPY runtime runtime
COPY sandbox sandbox
COPY store store
COPY web web
COPY workflows workflows
# The sandbox loads the workflows for every job, and at run time nothing may be written here.
RUN /opt/venv/bin/python -m compileall -q .

ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    REELWORK_API_HOST=0.0.0.0 \
    REELWORK_HOME=/var/lib/reelwork \
    REELWORK_LOG_JSON=true

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "api.serve"]
