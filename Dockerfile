# The server alone; its PostgreSQL is another container (docker-compose.yml).
FROM node:22-bookworm-slim AS dashboard
WORKDIR /src/dashboard
COPY dashboard/package.json dashboard/package-lock.json dashboard/.npmrc ./
RUN npm install --no-save
COPY openapi.yaml ../
COPY dashboard ./
RUN npm run build

FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
COPY --from=dashboard /src/dashboard/dist dashboard/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --release --locked && cp target/release/flexorder /flexorder

FROM debian:bookworm-slim
RUN useradd --system --no-create-home flexorder \
    && install -d -o flexorder -m 0700 /var/lib/flexorder/files
COPY --from=build /flexorder /usr/local/bin/flexorder
USER flexorder
EXPOSE 8080
ENV FLEXORDER_LISTEN=0.0.0.0:8080 FLEXORDER_LOG_FORMAT=json FLEXORDER_FILES_DIR=/var/lib/flexorder/files
VOLUME /var/lib/flexorder/files
STOPSIGNAL SIGTERM
ENTRYPOINT ["flexorder"]
CMD ["serve"]
