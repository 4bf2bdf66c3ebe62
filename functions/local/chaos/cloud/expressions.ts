// Condition and update expressions of DynamoDB, as far as our adapters write them: comparisons and attribute_exists or
// attribute_not_exists under AND, OR, NOT and parentheses; SET of values, ADD of numbers, REMOVE. Anything else is refused
// by name. (Amazon DynamoDB developer guide, "Expressions".)

export type Attributes = Readonly<Record<string, unknown>>;

export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

type Test = (item: Attributes, placeholders: Placeholders) => boolean;
type Operand = (item: Attributes, placeholders: Placeholders) => unknown;

const TOKEN = /\s*(<>|<=|>=|[=<>(),]|[#:]?[A-Za-z_][A-Za-z0-9_]*)/y;

const conditions = new Map<string, Test>();

/** Whether the item meets the condition; an item that is not there has no attributes. */
export function meets(item: Attributes, condition: string, placeholders: Placeholders): boolean {
  const known = conditions.get(condition) ?? new ConditionParser(tokensOf(condition)).parse();
  conditions.set(condition, known);
  return known(item, placeholders);
}

/** The item after the update. */
export function updated(item: Attributes, expression: string, placeholders: Placeholders): Attributes {
  const next: Record<string, unknown> = { ...item };
  for (const [, clause = '', actions = ''] of expression.matchAll(
    /(SET|ADD|REMOVE)\s+(.*?)(?=\s+(?:SET|ADD|REMOVE)\s|$)/g,
  ))
    for (const action of actions.split(',')) act(next, clause, action.trim(), placeholders);
  return next;
}

function act(next: Record<string, unknown>, clause: string, action: string, { names, values }: Placeholders): void {
  const [target = '', value = ''] = action.split(clause === 'SET' ? /\s*=\s*/ : /\s+/);
  const name = target.startsWith('#') ? names[target] : target;
  if (name === undefined || (clause !== 'REMOVE' && !(value in values)))
    throw new Error(`the simulated table cannot do "${clause} ${action}"`);
  if (clause === 'REMOVE') delete next[name];
  else if (clause === 'SET') next[name] = values[value];
  else next[name] = Number(next[name] ?? 0) + Number(values[value]);
}

function tokensOf(expression: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const found = TOKEN.exec(expression);
    if (!found?.[1]) throw new Error(`the simulated table cannot read the condition "${expression}"`);
    tokens.push(found[1]);
  }
  return tokens;
}

/** Recursive descent: or <- and <- not <- primary. */
class ConditionParser {
  private readonly tokens: readonly string[];
  private place = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  parse(): Test {
    const test = this.or();
    if (this.place < this.tokens.length) throw new Error(`the condition goes on with "${this.tokens[this.place]}"`);
    return test;
  }

  private or(): Test {
    const parts = [this.and()];
    while (this.take('OR')) parts.push(this.and());
    return parts.length === 1 ? (parts[0] as Test) : (item, at) => parts.some((part) => part(item, at));
  }

  private and(): Test {
    const parts = [this.not()];
    while (this.take('AND')) parts.push(this.not());
    return parts.length === 1 ? (parts[0] as Test) : (item, at) => parts.every((part) => part(item, at));
  }

  private not(): Test {
    if (!this.take('NOT')) return this.primary();
    const inner = this.not();
    return (item, at) => !inner(item, at);
  }

  private primary(): Test {
    if (this.take('(')) {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    if (this.take('attribute_not_exists')) return this.exists(false);
    if (this.take('attribute_exists')) return this.exists(true);
    const left = this.operand();
    const operator = this.next();
    const right = this.operand();
    return (item, at) => compare(left(item, at), operator, right(item, at));
  }

  private exists(wanted: boolean): Test {
    this.expect('(');
    const operand = this.operand();
    this.expect(')');
    return (item, at) => (operand(item, at) !== undefined) === wanted;
  }

  private operand(): Operand {
    const token = this.next();
    if (token.startsWith(':')) return (_, { values }) => values[token];
    if (token.startsWith('#')) return (item, { names }) => item[names[token] ?? ''];
    return (item) => item[token];
  }

  private take(token: string): boolean {
    if (this.tokens[this.place] !== token) return false;
    this.place += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new Error(`the condition lacks "${token}" at "${this.tokens[this.place]}"`);
  }

  private next(): string {
    const token = this.tokens[this.place];
    if (token === undefined) throw new Error('the condition ends too soon');
    this.place += 1;
    return token;
  }
}

/** Values of different types, and what is not there, compare as different and in no order. */
function compare(left: unknown, operator: string, right: unknown): boolean {
  if (operator === '=') return left !== undefined && left === right;
  if (operator === '<>') return left !== right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return false;
  const [a, b] = [left, right as typeof left];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  if (operator === '>=') return a >= b;
  throw new Error(`the simulated table does not know the operator "${operator}"`);
}
