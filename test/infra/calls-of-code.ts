// What a function's code can ask of AWS: every command that is made on a way from its handler, and to whom it goes, as
// the environment variable that names the table or queue.
import ts from 'typescript';
import { ENV, type EnvName } from '../../functions/env.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../infra/bundle.ts';
import { isOurs, programOf, visitReachable } from './reachable-code.ts';

export interface Call {
  /** The permission that it needs, such as `dynamodb:GetItem`. */
  readonly action: string;
  readonly to: EnvName;
}

/** Classes whose commands all go to one place. Those of the outbox name their queue, call by call. */
const PLACE_OF: Readonly<Record<string, EnvName>> = {
  Table: ENV.table,
  SqsDeadLetters: ENV.deadLetterQueue,
  S3SolveArchive: ENV.solvesBucket,
};
const OUTBOX = 'SqsOutbox';
const QUEUE_ARGUMENT = 'keyof OutboxUrls';

/** A command of the document client, or of the client below it, by the permission that it needs. */
const ACTION_OF: Readonly<Record<string, string>> = {
  GetCommand: 'dynamodb:GetItem',
  PutCommand: 'dynamodb:PutItem',
  UpdateCommand: 'dynamodb:UpdateItem',
  DeleteCommand: 'dynamodb:DeleteItem',
  QueryCommand: 'dynamodb:Query',
  BatchWriteCommand: 'dynamodb:BatchWriteItem',
  SendMessageCommand: 'sqs:SendMessage',
  PutObjectCommand: 's3:PutObject',
};

const handlerOf = (name: FunctionName): string => `functions/${name}/handler.ts`;

/** The calls of every function; and every place in the code that makes a command which no function reaches. */
export function callsOfCode(): {
  readonly calls: Readonly<Record<FunctionName, readonly Call[]>>;
  readonly unreached: readonly string[];
} {
  const program = programOf(FUNCTION_NAMES.map(handlerOf));
  const reached = new Set<ts.Node>();
  const callsOf = (name: FunctionName): readonly Call[] => {
    const calls = new Map<string, Call>();
    visitReachable(program, handlerOf(name), (node, checker) => {
      if (commandOf(node, checker) !== null) reached.add(node);
      for (const call of callsAt(node, checker)) calls.set(`${call.action} ${call.to}`, call);
    });
    return [...calls.values()];
  };
  const calls = Object.fromEntries(FUNCTION_NAMES.map((name) => [name, callsOf(name)]));
  return { calls: calls as Record<FunctionName, readonly Call[]>, unreached: unreachedIn(program, reached) };
}

function callsAt(node: ts.Node, checker: ts.TypeChecker): readonly Call[] {
  const queue = queueOf(node, checker);
  if (queue !== null) return [{ action: 'sqs:SendMessage', to: queue }];
  const command = commandOf(node, checker);
  if (command === null) return [];
  const action = ACTION_OF[command];
  if (action === undefined) throw new Error(`${placeOf(node)} makes a ${command}: say in ACTION_OF what it needs`);
  const owner = classAround(node);
  if (owner === OUTBOX) return [];
  const to = PLACE_OF[owner];
  if (to === undefined) throw new Error(`${placeOf(node)} makes a ${command}: say in PLACE_OF where it goes`);
  return [{ action, to }];
}

/** The name of the command that a node makes; null: it makes none. */
function commandOf(node: ts.Node, checker: ts.TypeChecker): string | null {
  if (!ts.isNewExpression(node)) return null;
  const { symbol } = checker.getTypeAtLocation(node);
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
  return file.includes('/@aws-sdk/') && symbol.name.endsWith('Command') ? symbol.name : null;
}

/** The queue that a call of the outbox names; null: it is no such call. */
function queueOf(node: ts.Node, checker: ts.TypeChecker): EnvName | null {
  if (!ts.isCallExpression(node) || classAround(node) !== OUTBOX) return null;
  const [parameter] = checker.getResolvedSignature(node)?.declaration?.parameters ?? [];
  if (!parameter || !ts.isParameter(parameter) || parameter.type?.getText() !== QUEUE_ARGUMENT) return null;
  const [queue] = node.arguments;
  const to = queue && ts.isStringLiteral(queue) && Reflect.get(ENV, `${queue.text}Queue`);
  if (!to) throw new Error(`${placeOf(node)} does not say which queue it sends to in a literal that ENV knows`);
  return to;
}

function classAround(node: ts.Node): string {
  const owner = ts.findAncestor(node, ts.isClassDeclaration);
  return owner?.name?.text ?? '';
}

function unreachedIn(program: ts.Program, reached: ReadonlySet<ts.Node>): readonly string[] {
  const checker = program.getTypeChecker();
  const places: string[] = [];
  const look = (node: ts.Node): void => {
    if (commandOf(node, checker) !== null && !reached.has(node)) places.push(placeOf(node));
    ts.forEachChild(node, look);
  };
  program.getSourceFiles().filter(isOurs).forEach(look);
  return places;
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
