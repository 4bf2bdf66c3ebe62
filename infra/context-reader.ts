// Reads settings out of the CDK context and collects everything that is wrong with them, so that all of it is said at once.
import { inspect } from 'node:util';

/** Values of the CDK context by key; the command line gives strings, cdk.json may give other types. */
export type ReadContext = (key: string) => unknown;

/** One line a fault: code, cause and action. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

/** As the group of a zone in `zone_configured`. */
const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

export class ContextReader {
  private readonly context: ReadContext;
  private readonly faults: string[] = [];

  constructor(context: ReadContext) {
    this.context = context;
  }

  text<D extends string | null>(key: string, fallback: D, pattern: RegExp, wanted: string): string | D {
    const value = this.value(key);
    if (value === undefined) return fallback;
    if (typeof value === 'string' && pattern.test(value)) return value;
    return this.refuse(key, value, wanted, fallback);
  }

  switch(key: string, fallback: boolean): boolean {
    const value = this.value(key);
    if (value === undefined) return fallback;
    if (value === true || value === 'on' || value === 'true') return true;
    if (value === false || value === 'off' || value === 'false') return false;
    return this.refuse(key, value, 'on or off', fallback);
  }

  oneOf<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
    const value = this.value(key);
    if (value === undefined) return fallback;
    return allowed.find((one) => one === value) ?? this.refuse(key, value, allowed.join(' or '), fallback);
  }

  number(key: string, fallback: number, allowed: readonly number[]): number {
    const value = this.value(key);
    if (value === undefined) return fallback;
    return (
      allowed.find((one) => String(one) === String(value)) ??
      this.refuse(key, value, `one of ${allowed.join(', ')}`, fallback)
    );
  }

  integer(key: string, fallback: number, least: number, most: number): number {
    const value = this.value(key);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (String(value).trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
    return this.refuse(key, value, `a whole number from ${least} to ${most}`, fallback);
  }

  /** Names with commas between them, each once; none if left out. */
  names(key: string, most: number): readonly string[] {
    const value = this.value(key);
    if (value === undefined || value === '') return [];
    const names = String(value).split(',');
    const isFine = names.every((name) => NAME.test(name)) && new Set(names).size === names.length;
    if (isFine && names.length <= most) return names;
    return this.refuse(key, value, `at most ${most} names, each once, of lower-case letters, digits and dashes`, []);
  }

  fault(key: string, cause: string, action: string): void {
    this.faults.push(`SETTING_INVALID: ${key}: ${cause}. Action: ${action}.`);
  }

  throwFaults(): void {
    if (this.faults.length > 0) throw new InvalidSettings(this.faults.join('\n'));
  }

  /** Whatever is neither text, number nor switch counts as the text that shows it. */
  private value(key: string): unknown {
    const value = this.context(key) ?? undefined;
    return ['undefined', 'string', 'number', 'boolean'].includes(typeof value) ? value : inspect(value);
  }

  private refuse<D>(key: string, value: unknown, wanted: string, fallback: D): D {
    this.fault(key, `${JSON.stringify(value)} is not ${wanted}`, `pass -c ${key}=VALUE with ${wanted}`);
    return fallback;
  }
}
