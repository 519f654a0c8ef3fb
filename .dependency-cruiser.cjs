/** The dependency rule of docs/architecture.md: shared ← electron/engine ← electron hosts, shared ← renderer. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|scripts|test)/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'no Node, no DOM, no library but zod and the parser of filters',
      severity: 'error',
      from: { path: '^shared/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg'],
        pathNot: 'node_modules/(zod|chevrotain)/',
      },
    },
    {
      name: 'engine-knows-no-host',
      severity: 'error',
      from: { path: '^electron/engine/' },
      to: { path: '^(electron/(?!engine/)|renderer/|scripts/|test/)' },
    },
    {
      name: 'hosts-know-no-renderer',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|scripts|test)/' },
    },
    {
      name: 'renderer-knows-shared-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|scripts|test)/' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-the-desktop-host',
      severity: 'error',
      from: { path: '^(shared|renderer|electron)/', pathNot: '^electron/(main\\.ts|preload\\.ts|desktop/)' },
      to: { path: '(^|node_modules/)electron(/|$)', dependencyTypesNot: ['local'] },
    },
    {
      name: 'igv-behind-its-adapter',
      severity: 'error',
      from: { path: '.', pathNot: '^renderer/browser/' },
      to: { path: 'node_modules/igv/' },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(electron|@types)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // swc reads the TypeScript here; that no compiler older than TypeScript 7 is found, of which it warns, changes nothing.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
