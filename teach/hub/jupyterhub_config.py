"""JupyterHub's settings for a class; class_server.py starts it with what a teacher chose.

Two levels. Open: all servers run as the user who started the hub, so learners can reach each
other's files. Closed (CLOSED=1): each seat is a system user; the hub then runs as root.
"""

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import seats  # noqa: E402

chosen = json.loads(os.environ["BACKPROP_CLASS"])
folder = Path(chosen["folder"])
c = get_config()  # noqa: F821

# --- Where it listens, and what it keeps ---
c.JupyterHub.bind_url = f"http://{chosen['host']}:{chosen['port']}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{chosen['port'] + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{chosen['port'] + 2}"
c.ConfigurableHTTPProxy.command = chosen["proxy"]
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.JupyterHub.template_paths = [str(HERE / "templates")]
c.JupyterHub.log_level = "WARN"

# --- Who comes in ---
c.JupyterHub.authenticator_class = (
    seats.ClosedSeatAuthenticator if chosen["closed"] else seats.SeatAuthenticator
)
c.ClosedSeatAuthenticator.create_system_users = chosen["closed"]
c.SeatAuthenticator.codes_file = str(folder / "seats.json")
c.Authenticator.allowed_users = set(chosen["seats"])
c.Authenticator.admin_users = {seats.TEACHER}

# --- A learner's server ---
c.JupyterHub.spawner_class = "localprocess" if chosen["closed"] else "simple"
if not chosen["closed"]:
    c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "homes" / "{username}")
c.Spawner.cmd = [sys.executable, str(HERE / "learner.py")]
c.Spawner.args = [
    f"--MappingKernelManager.cull_idle_timeout={60 * chosen['cull']}",
    "--MappingKernelManager.cull_interval=60",
    "--MappingKernelManager.cull_connected=True",
    *(["--allow-root"] if chosen["root"] else []),
]
c.Spawner.default_url = "/lab/tree/course/00_start_here.ipynb"
# Thirty learners share the cores: more threads each would only get in each other's way.
c.Spawner.environment = {"OMP_NUM_THREADS": "1", "PYTHONPATH": chosen["checkout"]}
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 60
# Where more want to start at once, the page that refuses them tries again by itself.
c.JupyterHub.concurrent_spawn_limit = chosen["starts"]

# --- Servers that nobody uses are stopped, kernels of those that stay as well (above) ---
c.JupyterHub.services = [
    {
        "name": "cull-idle",
        "command": [
            *(sys.executable, "-m", "jupyterhub_idle_culler"),
            f"--timeout={60 * chosen['cull']}",
        ],
    },
    *chosen["services"],
]
c.JupyterHub.load_roles = [
    {
        "name": "cull-idle",
        "services": ["cull-idle"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    },
]
