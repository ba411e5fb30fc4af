# What Perron needs on a Debian or Ubuntu machine: installed when that is possible, or said exactly.   . scripts/needs.sh
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi; }

# need COMMAND PACKAGE…: installs Debian packages when the command is missing.
need() { command -v "$1" >/dev/null || need_package "${@:2}"; }

need_package() {
  echo "Installing $* …"
  if ! { as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null; }; then
    echo "Perron needs this. Please run:  sudo apt-get install $*" >&2
    exit 1
  fi
}

need_dotnet() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  [ -x "$HOME/.dotnet/dotnet" ] && export PATH="$HOME/.dotnet:$PATH"
  # .NET itself needs ICU, whether it is here already or comes now.
  [ -n "$(ls /usr/lib/libicuuc.so* /usr/lib/*/libicuuc.so* /usr/lib64/libicuuc.so* 2>/dev/null)" ] || need_package libicu-dev
  # The feature band of global.json: 10.0.401 serves for 10.0.400, 10.0.112 does not.
  local wanted; wanted=$(sed -nE 's/.*"version": *"([0-9]+\.[0-9]+\.[0-9])[0-9]+".*/\1/p' global.json)
  if command -v dotnet >/dev/null && dotnet --list-sdks | grep -q "^${wanted//./\\.}"; then return; fi
  need curl curl ca-certificates
  echo "Installing the .NET SDK ${wanted}xx into $HOME/.dotnet …"
  if curl -fsSL --connect-timeout 10 https://dot.net/v1/dotnet-install.sh -o /tmp/dotnet-install.sh && bash /tmp/dotnet-install.sh --channel "${wanted}xx" >/dev/null; then
    export PATH="$HOME/.dotnet:$PATH" DOTNET_ROOT="$HOME/.dotnet"
  else
    echo "Perron needs the .NET SDK ${wanted}xx. Please install it: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
  fi
}

need_node() { need node nodejs npm; need npm npm; }

need_postgres() { [ -n "$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null)" ] || need pg_ctl postgresql; }

# Readers of PDFs that are not ours: whether a seal is valid, whether the file is whole.
need_pdf_readers() { need pdfsig poppler-utils; need qpdf qpdf; }

# The shell is Chromium without windows and takes half of the time; where there is none, the whole of it does.
need_chromium() { (need chromium-headless-shell chromium-headless-shell fonts-liberation) || need chromium chromium fonts-liberation; need pdftotext poppler-utils; }

postgres_bin() { ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1; }

# PostgreSQL refuses to run as root.
as_postgres() { (cd /; if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi); }

# What the roles of a cluster are: one owns the tables, one runs the house and owns nothing, one saves and restores.
postgres_roles() { cat <<'SQL'
create role perron_owner login createdb createrole;
create role perron_app login;
create role perron_backup login bypassrls createdb;
grant perron_owner to perron_backup;
SQL
}
