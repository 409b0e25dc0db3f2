/** Imports point inward (docs/architecture.md). One rule a direction; read it top to bottom. */
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const TEST = '\\.test\\.tsx?$';

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'A cycle has no inside.'
    ),
    forbid(
      'domain-is-pure',
      { path: '^sidecar/src/domain', pathNot: TEST },
      { path: '^(sidecar/src/(ports|usecases|adapters|platform|demo)|node_modules)', pathNot: '^packages/contract' },
      'The domain knows itself and the contract.'
    ),
    forbid(
      'domain-has-no-io',
      { path: '^sidecar/src/domain', pathNot: TEST },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
      'Digests are arithmetic; everything else of Node is not.'
    ),
    forbid(
      'ports-know-the-domain',
      { path: '^sidecar/src/ports' },
      { path: '^sidecar/src/(usecases|adapters|platform|demo)' },
      'A port is what the inside needs.'
    ),
    forbid(
      'usecases-use-ports',
      { path: '^sidecar/src/usecases', pathNot: TEST },
      { path: '^sidecar/src/(adapters|demo|platform/(?!application-error|ticker))' },
      'A use case never names an adapter.'
    ),
    forbid(
      'adapters-stay-apart',
      { path: '^sidecar/src/adapters/([^/]+)/', pathNot: TEST },
      {
        path: '^sidecar/src/adapters/(?!$1/)',
        pathNot:
          '^sidecar/src/adapters/(http/(error-mapper|build-server)|http-intake/(client-door|intake-door|read-body|machine-credentials)|otlp|webhooks|kubernetes-objects|elasticsearch-client)',
      },
      'Adapters meet in the composition root.'
    ),
    forbid(
      'only-the-root-builds',
      { path: '^sidecar/src/(?!(main|compose-sidecar)\\.ts)' },
      { path: '^sidecar/src/(main|compose-sidecar)' },
      'Nothing imports the composition root.'
    ),
    forbid(
      'plugin-and-sidecar-never-meet',
      { path: '^src/' },
      { path: '^(sidecar|workbench)/' },
      'They meet on the wire.'
    ),
    forbid(
      'sidecar-and-plugin-never-meet',
      { path: '^sidecar/' },
      { path: '^(src|workbench)/' },
      'They meet on the wire.'
    ),
    forbid(
      'workbench-sees-only-what-is-built',
      { path: '^workbench/' },
      { path: '^(src|sidecar)/' },
      'It loads dist/ as Grafana does.'
    ),
    forbid(
      'contract-stands-alone',
      { path: '^packages/contract' },
      { path: '^(src|sidecar|workbench)/' },
      'Everybody imports it.'
    ),
    forbid(
      'nested-plugins-are-small',
      { path: '^src/(datasource|panels)/', pathNot: TEST },
      { path: '^src/pages/' },
      'A panel that drags in pages is slow on every dashboard.'
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache|\\.config)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
