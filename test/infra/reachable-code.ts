// Which code a module can run: from its top level on, function by function, by the types. A call through an interface
// reaches that method of every class that implements it and is made on the way (rapid type analysis), so two functions
// that share an adapter do not share what each calls of it.
import path from 'node:path';
import ts from 'typescript';

/** Rooms that import nothing but each other (test/unit/layers.test.ts): from there no way leads to a port. */
const PURE_ROOMS = /\/shared\/(kernel|domain|solver)\//;
const ROOT = path.resolve(import.meta.dirname, '../..');

/** Looks at each node of the code that can run, once. */
export type Visit = (node: ts.Node, checker: ts.TypeChecker) => void;

/** A program of the project's modules that these need, with its types. */
export function programOf(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { incremental, tsBuildInfoFile, ...own } = config.compilerOptions;
  const { options } = ts.convertCompilerOptionsFromJson(own, ROOT);
  return ts.createProgram(
    files.map((file) => path.join(ROOT, file)),
    options,
  );
}

export const isOurs = (file: ts.SourceFile): boolean =>
  file.fileName.startsWith(ROOT) && !file.fileName.includes('/node_modules/');

/** Visits what `entry`, a file of the project, can run. */
export function visitReachable(program: ts.Program, entry: string, visit: Visit): void {
  new Reach(program, visit).run(path.join(ROOT, entry));
}

class Reach {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;
  private readonly visit: Visit;
  private readonly seen = new Set<ts.Node>();
  private readonly queue: ts.Node[] = [];
  private readonly made = new Set<ts.ClassDeclaration>();
  /** Methods that were called through an interface. */
  private readonly called = new Map<ts.Symbol, Set<string>>();

  constructor(program: ts.Program, visit: Visit) {
    this.program = program;
    this.checker = program.getTypeChecker();
    this.visit = visit;
  }

  run(entry: string): void {
    this.load(entry);
    for (let code = this.queue.shift(); code !== undefined; code = this.queue.shift()) {
      this.walk(code);
      if (this.queue.length === 0) this.matchInterfaces();
    }
  }

  /** Loading a module runs its statements, and those of the modules that it imports. */
  private load(fileName: string): void {
    const file = this.program.getSourceFile(fileName);
    if (file === undefined) throw new Error(`${fileName} is not part of the program`);
    if (this.seen.has(file)) return;
    this.seen.add(file);
    for (const statement of file.statements) {
      if (ts.isExpressionStatement(statement)) this.reach(statement);
      if (ts.isVariableStatement(statement) && hasEffect(statement)) this.reach(statement);
      const from = moduleOf(statement);
      const imported = from && this.checker.getSymbolAtLocation(from)?.declarations?.[0];
      if (imported && ts.isSourceFile(imported) && isOurs(imported)) this.load(imported.fileName);
    }
  }

  private reach(code: ts.Node | undefined): void {
    if (code === undefined || this.seen.has(code)) return;
    this.seen.add(code);
    if (!isOurs(code.getSourceFile()) || PURE_ROOMS.test(code.getSourceFile().fileName)) return;
    this.queue.push(code);
  }

  private walk(node: ts.Node): void {
    // A class that is declared runs nothing; what is used of it comes by its members.
    if (ts.isTypeNode(node) || ts.isClassDeclaration(node)) return;
    this.visit(node, this.checker);
    if (ts.isNewExpression(node)) this.make(this.symbolAt(node.expression));
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) this.use(this.symbolAt(node));
    ts.forEachChild(node, (child) => this.walk(child));
  }

  private symbolAt(node: ts.Node): ts.Symbol | undefined {
    const isShort = ts.isShorthandPropertyAssignment(node.parent);
    const symbol = isShort
      ? this.checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private make(symbol: ts.Symbol | undefined): void {
    for (const declaration of symbol?.declarations ?? []) {
      if (!ts.isClassDeclaration(declaration) || !isOurs(declaration.getSourceFile())) continue;
      this.made.add(declaration);
      for (const member of declaration.members) {
        if (ts.isConstructorDeclaration(member) || ts.isPropertyDeclaration(member)) this.reach(member);
      }
      for (const base of this.parents(declaration)) this.make(base);
    }
  }

  private use(symbol: ts.Symbol | undefined): void {
    for (const declaration of symbol?.declarations ?? []) {
      if (isCode(declaration)) this.reach(declaration);
      if (!ts.isMethodSignature(declaration) && !ts.isPropertySignature(declaration)) continue;
      const owner = ts.isInterfaceDeclaration(declaration.parent) && this.symbolAt(declaration.parent.name);
      if (!owner || !symbol) continue;
      this.called.set(owner, (this.called.get(owner) ?? new Set()).add(symbol.name));
    }
  }

  private matchInterfaces(): void {
    for (const one of this.made) {
      for (const contract of this.contractsOf(one)) {
        for (const name of this.called.get(contract) ?? []) this.reach(memberOf(one, name));
      }
    }
  }

  /** The interfaces that a class implements, with those that they extend. */
  private contractsOf(declaration: ts.ClassDeclaration): readonly ts.Symbol[] {
    const direct = this.parents(declaration, ts.SyntaxKind.ImplementsKeyword);
    return direct.flatMap((symbol) => [symbol, ...this.basesOf(symbol)]);
  }

  private basesOf(symbol: ts.Symbol): readonly ts.Symbol[] {
    const type = this.checker.getDeclaredTypeOfSymbol(symbol);
    if (!type.isClassOrInterface()) return [];
    const bases = this.checker.getBaseTypes(type).map((base) => base.symbol);
    return bases.flatMap((base) => [base, ...this.basesOf(base)]);
  }

  private parents(
    declaration: ts.ClassDeclaration,
    kind: ts.HeritageClause['token'] = ts.SyntaxKind.ExtendsKeyword,
  ): readonly ts.Symbol[] {
    const clauses = (declaration.heritageClauses ?? []).filter(({ token }) => token === kind);
    return clauses.flatMap(({ types }) => types.flatMap(({ expression }) => this.symbolAt(expression) ?? []));
  }
}

const isCode = (declaration: ts.Declaration): boolean =>
  ts.isFunctionLike(declaration) || ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration);

const memberOf = (declaration: ts.ClassDeclaration, name: string): ts.ClassElement | undefined =>
  declaration.members.find((member) => member.name?.getText() === name);

/** A constant that is a function, or a value without a call, does nothing before it is used. */
const hasEffect = ({ declarationList }: ts.VariableStatement): boolean =>
  declarationList.declarations.some(({ initializer }) => initializer !== undefined && !ts.isArrowFunction(initializer));

const moduleOf = (statement: ts.Statement): ts.Expression | undefined =>
  ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement.moduleSpecifier : undefined;
