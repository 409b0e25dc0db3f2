import type { Theme } from './session.ts';

export interface PageContent {
  readonly bootData: unknown;
  readonly theme: Theme;
  /** Lists for the switches in the header. */
  readonly workbench: unknown;
}

/** The one HTML page: boot data as Grafana writes it, SystemJS with its AMD reader, then the host. */
export function hostPage({ bootData, theme, workbench }: PageContent): string {
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Workbench</title>
<base href="/">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/workbench/host/main.css">
<style>body { margin: 0 }</style>
</head>
<body class="theme-${theme}">
<div id="workbench"></div>
<script>
window.__grafana_public_path__ = '/public/';
window.grafanaBootData = ${inScript(bootData)};
window.workbench = ${inScript(workbench)};
</script>
<script src="/workbench/systemjs/system.js"></script>
<script src="/workbench/systemjs/extras/amd.js"></script>
<script type="module" src="/workbench/host/main.js"></script>
</body>
</html>
`;
}

/** JSON that cannot end the script element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
