// Where and on what code something was measured.
import { execFile } from 'node:child_process';
import { cpus } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  /** Short, with a + when files differ from it; null: not in a repository. */
  readonly commit: string | null;
}

export async function thisMachine(): Promise<Machine> {
  const commit = await git('rev-parse', '--short', 'HEAD');
  const isClean = (await git('status', '--porcelain', '--untracked-files=no')) === '';
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    commit: commit === null ? null : `${commit}${isClean ? '' : '+'}`,
  };
}

export const describeMachine = ({ cpu, cores, node, commit }: Machine): string =>
  `commit ${commit ?? 'unknown'}, Node ${node}, ${cores} x ${cpu}`;

const git = (...args: string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile('git', args, (error, stdout) => resolve(error === null ? stdout.trim() : null));
  });
