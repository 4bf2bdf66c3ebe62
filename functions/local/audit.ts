// `npm run -s audit`: asks npm's audit service about known flaws of what is installed, first of what is deployed, then of
// everything. Exit code 1 when there is one; where no service can be reached it says so, and that is not a failure.
import { spawnSync } from 'node:child_process';
import { readAudit } from './audit/read-audit.ts';

const SCOPES = [
  { name: 'what is deployed', flags: ['--omit=dev'] },
  { name: 'everything', flags: [] },
];

for (const { name, flags } of SCOPES) {
  const { stdout, error } = spawnSync('npm', ['audit', '--json', ...flags], { encoding: 'utf8', timeout: 120_000 });
  const result = readAudit(stdout, error?.message ?? null);
  for (const line of result.lines) process.stdout.write(`${name}: ${line}\n`);
  if (result.kind === 'flawed') process.exitCode = 1;
}
