"""The course on The Littlest JupyterHub: goes into /opt/tljh/config/jupyterhub_config.d/.

Limits of memory and time, who may come in and by which single sign-on stand in config.yaml.
"""

COURSE = "/srv/neuro_edu"

c = get_config()  # noqa: F821 (JupyterHub gives it to its configuration files)

# The student's own server, after the lessons were laid into the student's home.
c.Spawner.cmd = ["/opt/tljh/user/bin/python", f"{COURSE}/start_course.py", f"{COURSE}/lessons"]
c.Spawner.default_url = "/lab/tree/neuro_edu/00_start_here.ipynb"
c.Spawner.args = [
    # A picture leaves for the page at once instead of up to 40 ms later.
    "--ServerApp.kernel_websocket_connection_class=neuro_edu.serving.PromptConnection",
    # A lesson that is open in no browser gives its memory back after 20 minutes.
    "--MappingKernelManager.cull_idle_timeout=1200",
    "--MappingKernelManager.cull_interval=120",
]
c.Spawner.environment = {
    # Otherwise every kernel holds memory for as many threads as the machine has cores.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
# A whole class logs in within a minute: some wait a little, none fails.
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 120
c.JupyterHub.concurrent_spawn_limit = 10
