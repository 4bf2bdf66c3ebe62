// What an answer of `npm audit --json` means: sound, flawed, or that nobody answered.
import { z } from 'zod';

export interface AuditResult {
  readonly kind: 'sound' | 'flawed' | 'unreachable';
  /** For a person: one a flawed package, else one in all. */
  readonly lines: readonly string[];
}

const flaw = z.object({
  name: z.string(),
  severity: z.string(),
  range: z.string(),
  /** Names of flawed packages that it depends on, or the flaws themselves. */
  via: z.array(z.union([z.string(), z.object({ title: z.string() })])),
  fixAvailable: z.union([z.boolean(), z.object({ name: z.string(), version: z.string() })]),
});

const report = z.object({ auditReportVersion: z.literal(2), vulnerabilities: z.record(z.string(), flaw) });
const refusal = z.object({ message: z.string().min(1) });
const failure = z.object({ error: z.object({ summary: z.string().min(1) }) });

/** @param problem why npm could not be run or did not end; null: it did */
export function readAudit(stdout: string, problem: string | null): AuditResult {
  const answer = problem === null ? parse(stdout) : null;
  const read = report.safeParse(answer);
  if (!read.success) return unreachable(problem ?? reasonOf(answer));
  const flaws = Object.values(read.data.vulnerabilities);
  if (flaws.length === 0) return { kind: 'sound', lines: ['no known flaws'] };
  return { kind: 'flawed', lines: flaws.map(describe) };
}

const unreachable = (reason: string): AuditResult => ({
  kind: 'unreachable',
  lines: [`NOT AUDITED: no audit service can be reached (${reason}). Run it where npm's registry answers audits.`],
});

function reasonOf(answer: unknown): string {
  const said = [refusal.safeParse(answer).data?.message, failure.safeParse(answer).data?.error.summary];
  return said.find((text) => text !== undefined) ?? 'npm gave no report';
}

function describe({ name, severity, range, via, fixAvailable }: z.infer<typeof flaw>): string {
  const causes = via.map((cause) => (typeof cause === 'string' ? `by ${cause}` : cause.title)).join('; ');
  const fix = typeof fixAvailable === 'object' ? `${fixAvailable.name}@${fixAvailable.version}` : 'npm audit fix';
  return `${severity} ${name} ${range}: ${causes}. Fix: ${fixAvailable === false ? 'none yet' : fix}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
