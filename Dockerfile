# Two images: `app` (application and worker) and `nlu` (Rasa and the trained models). `compose.yaml` puts them together.

FROM python:3.12-slim AS app
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --create-home --uid 10001 win
WORKDIR /srv/win
COPY requirements.txt ./
RUN pip install --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY api ./api
COPY content ./content
COPY nlu/heldout ./nlu/heldout
RUN pip install --no-deps --editable . && mkdir var && chown win var
USER win
ENV WIN_HOST=0.0.0.0 WIN_PORT=8000
EXPOSE 8000
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live')"]
CMD ["win", "serve", "--without-nlu"]

FROM python:3.10-slim AS nlu
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    TF_CPP_MIN_LOG_LEVEL=3 RASA_TELEMETRY_ENABLED=false SQLALCHEMY_SILENCE_UBER_WARNING=1 PYTHONWARNINGS=ignore \
    OMP_NUM_THREADS=1
RUN useradd --create-home --uid 10001 win
WORKDIR /srv/win/nlu
COPY nlu/requirements.txt ./
RUN pip install --require-hashes --requirement requirements.txt
COPY bot/__init__.py bot/text.py ../bot/
COPY nlu ./
RUN python -m encoder.build && python -m train && chown -R win models var
USER win
# Inside its container the server listens on all addresses; compose keeps the port off the host.
ENV WIN_NLU_HOST=0.0.0.0 WIN_NLU_PORT=8010
EXPOSE 8010
HEALTHCHECK --start-period=90s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8010/health')"]
CMD ["python", "-m", "server"]
