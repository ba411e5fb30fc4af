# A PostgreSQL cluster of Perron's own, kept between runs. Sets PERRON_DATABASE (owner) and PERRON_APP_DATABASE (the role that owns nothing).
need_postgres
bin=$(postgres_bin)
if [ "$(id -u)" = 0 ]; then data=/var/lib/postgresql/perron-demo; else data=$PWD/var/postgres; fi
socket=/tmp/perron-postgres-$(id -u)
mkdir -p "$socket"
if [ "$(id -u)" = 0 ]; then chown postgres "$socket"; fi
if ! as_postgres test -d "$data"; then
  as_postgres "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_postgres "$bin/pg_ctl" -D "$data" -l "$data/log" -w -o "-k $socket -c listen_addresses=''" start >/dev/null
  postgres_roles | "$bin/psql" -q -h "$socket" -U postgres
  "$bin/createdb" -h "$socket" -U postgres -O perron_owner perron
elif ! as_postgres "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; then
  as_postgres "$bin/pg_ctl" -D "$data" -l "$data/log" -w -o "-k $socket -c listen_addresses=''" start >/dev/null
fi
export PERRON_DATABASE="Host=$socket;Database=perron;Username=perron_owner"
export PERRON_APP_DATABASE="Host=$socket;Database=perron;Username=perron_app"
export Perron__BackupDatabase="Host=$socket;Database=perron;Username=perron_backup"
