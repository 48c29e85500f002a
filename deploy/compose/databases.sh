#!/bin/bash
# Run once, by the first start of the database server: a database per service, and a role per service
# that owns its database and can enter no other one.
set -euo pipefail

for service in survey dispatch scoring; do
  # The password is read from the environment by psql itself, so no process list shows it.
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set="service=$service" \
    --username "$POSTGRES_USER" --dbname postgres <<SQL
\getenv password AFTERWORD_DB_${service^^}_PASSWORD
create role :"service" login nosuperuser nocreatedb nocreaterole noreplication password :'password';
create database :"service" owner :"service";
revoke all on database :"service" from public;
SQL
done
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --command 'revoke all on database postgres, template1 from public'
