import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, ROOT), 'utf8'));

// The tag latest of aws-cdk is 3.0.0, published by accident: it refuses the assemblies of today's library.
const CLI_VERSION = '2.1148.1';

describe('the command line of the CDK', () => {
  it('is pinned exactly, in the package and in the lockfile', () => {
    const lockfile = read('package-lock.json');

    expect(read('package.json').devDependencies['aws-cdk']).toBe(CLI_VERSION);
    expect(lockfile.packages[''].devDependencies['aws-cdk']).toBe(CLI_VERSION);
    expect(lockfile.packages['node_modules/aws-cdk'].version).toBe(CLI_VERSION);
  });

  it('asks nobody on the network and reports to nobody', () => {
    expect(read('cdk.json')).toMatchObject({
      app: 'node infra/app.ts',
      versionReporting: false,
      notices: false,
      context: { 'cli-telemetry': false },
    });
  });

  it('follows every recommended flag of the library that is installed', () => {
    expect(read('cdk.json').context).toMatchObject(read('node_modules/aws-cdk-lib/recommended-feature-flags.json'));
  });
});
