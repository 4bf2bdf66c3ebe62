// Who may import whom. docs/architecture.md has the figure; test/unit/layers.test.ts proves that each rule bites.
//
//   kernel <- { domain, solver } <- app <- { adapters, sim } <- functions          infra sees only functions/env

/** A layer that imports nothing but what is listed: no package and no part of Node either. */
const closed = (name, from, comment, ...to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: to },
});

const forbidden = (name, from, comment, to) => ({ name, comment, severity: 'error', from, to });

const PACKAGE = '(^|/)node_modules/';
const AWS_SDK = '(^|/)node_modules/@(aws-sdk|smithy)/|^@(aws-sdk|smithy)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    closed('kernel-is-alone', '^shared/kernel/', 'The kernel imports nothing.', '^shared/kernel/'),
    closed('domain-is-pure', '^shared/domain/', 'The domain knows the kernel.', '^shared/(kernel|domain)/'),
    closed(
      'solver-is-pure',
      '^shared/solver/',
      'The solver knows the kernel, and no order.',
      '^shared/(kernel|solver)/',
    ),
    closed(
      'app-knows-ports-only',
      '^shared/app/',
      'Use cases know domain and solver; the outside comes in through ports.',
      '^shared/(kernel|domain|solver|app)/',
    ),
    closed(
      'sim-is-a-world',
      '^shared/sim/',
      'The simulated world knows the use cases and the twins in memory.',
      '^shared/(kernel|domain|app|sim)/',
      '^shared/adapters/(memory|travel)/',
    ),
    closed(
      'the-judge-stands-alone',
      '^shared/sim/mdrp-judge/',
      'The judge of solution files knows their names, and no code of the simulator or the search.',
      '^shared/sim/mdrp-(judge/|files\\.ts$)',
    ),
    forbidden(
      'the-client-knows-types-only',
      { path: '^shared/client/' },
      'Whoever calls the API gets no code of the server, and no package.',
      { path: '.', pathNot: '^shared/client/', dependencyTypesNot: ['type-only'] },
    ),
    forbidden(
      'nobody-needs-the-client',
      { path: '^(shared|functions/(?!local/|console/)|infra)/', pathNot: '^shared/client/' },
      'The client is for callers: commands, the console, and users of the package.',
      { path: '^shared/client/' },
    ),
    forbidden(
      'adapters-implement-ports',
      { path: '^shared/adapters/' },
      'Adapters know ports and the records that cross them, never use cases and never the solver.',
      {
        path: '^(shared|functions|infra|test)/',
        pathNot: ['^shared/(kernel|domain|adapters)/', '^shared/app/(ports|errors)\\.ts$'],
      },
    ),
    forbidden(
      'adapters-stay-in-their-folder',
      { path: '^shared/adapters/([^/]+)/' },
      'Adapters do not know each other; common are the schemas and the few files beside the folders.',
      {
        path: '^shared/adapters/',
        pathNot: ['^shared/adapters/$1/', '^shared/adapters/schema/', '^shared/adapters/[^/]+\\.ts$'],
      },
    ),
    forbidden(
      'functions-compose',
      { path: '^functions/' },
      'What is started knows everything below, of the solver only its params and results.',
      { path: ['^shared/solver/', '^(infra|test)/'], pathNot: '^shared/solver/(params|result)\\.ts$' },
    ),
    forbidden(
      'functions-do-not-know-each-other',
      { path: '^functions/([^/]+)/', pathNot: '^functions/local/' },
      'A handler knows its own folder and the files beside the folders: wiring, environment.',
      { path: '^functions/', pathNot: ['^functions/$1/', '^functions/[^/]+\\.ts$'] },
    ),
    closed(
      'the-console-is-a-page',
      '^functions/console/',
      'What runs in a browser knows the client of the API, and nothing else of ours.',
      '^functions/console/',
      '^shared/client/',
    ),
    forbidden(
      'the-world-is-local',
      { path: '^functions/', pathNot: '^functions/local/' },
      'The simulated world is never deployed.',
      { path: ['^shared/sim/', '^functions/local/'] },
    ),
    forbidden(
      'aws-sdk-at-the-border',
      { pathNot: ['^shared/adapters/', '^functions/(wiring|open-solve-archive)\\.ts$', '^functions/local/', '^test/'] },
      'AWS clients are used by adapters, made in the wiring and what it loads later, and driven by the local stack.',
      { path: AWS_SDK },
    ),
    closed(
      'infra-describes',
      '^infra/',
      'The stack knows the CDK, the bundler and the names of the environment; no business rule.',
      '^infra/',
      '^functions/env\\.ts$',
      '(^|/)node_modules/(aws-cdk-lib|constructs|cdk-nag|esbuild|@aws-cdk)/',
      '^(aws-cdk-lib|constructs|cdk-nag|esbuild)(/|$)',
      '^(node:)?(assert|child_process|crypto|fs|os|path|process|url|util)(/|$)',
    ),
    forbidden('tests-are-not-imported', { pathNot: '^test/' }, 'Nothing that ships knows a test.', { path: '^test/' }),
    forbidden(
      'deployed-code-ships-its-packages',
      { path: ['^shared/', '^functions/'], pathNot: '^functions/local/' },
      'What runs in the cloud needs production dependencies only; types may come from anywhere.',
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbidden('no-cycles', {}, 'A cycle is one module in several files.', { circular: true }),
    forbidden(
      'no-orphans',
      { orphan: true, path: '^(shared|functions|infra)/', pathNot: ['^functions/local/require-node', '[.]d[.]ts$'] },
      'Nobody imports it and it imports nobody: dead code, or a missing entry in this list.',
      {},
    ),
    forbidden(
      'no-dead-code',
      { path: '^(functions/[^/]+/handler|functions/console/main|functions/local/[^/]+|infra/app)\\.ts$' },
      'Nothing that can be started or deployed leads here. The twins in memory are for tests too, the client for callers.',
      {
        path: '^(shared|infra)/.*\\.ts$',
        pathNot: ['^infra/app', '^shared/adapters/memory/', '^shared/client/'],
        reachable: false,
      },
    ),
    forbidden('nothing-unresolved', { path: '^(shared|functions|infra|test)/' }, 'An import that leads nowhere.', {
      couldNotResolve: true,
      pathNot: '^aws-lambda$', // a package of types only: @types/aws-lambda
    }),
  ],
  options: {
    doNotFollow: { path: PACKAGE },
    exclude: { path: ['^build/', '^cdk\\.out/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
