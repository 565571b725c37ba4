function (app) {
  "use strict";
  // JupyterLab opens what a link in a text leads to as a document, which a folder is not: it is shown in the file browser instead.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.segkit-folder") : null;
    if (!link) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const path = decodeURIComponent(new URL(link.href).pathname.split("/files/").slice(1).join("/files/"));
    app.commands.execute("filebrowser:open-path", { path }).then(() => app.commands.execute("filebrowser:activate"));
  }, true);
}
