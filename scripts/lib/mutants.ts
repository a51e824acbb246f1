/** Small realistic changes of a source file, one at a time: what tests should notice. */
import ts from 'typescript';

/** One change. */
export interface Mutant {
  line: number;
  /** What it does, in a word. */
  kind: string;
  before: string;
  after: string;
  /** The whole file with the change. */
  text: string;
}

const { SyntaxKind: K } = ts;
const binary: Partial<Record<ts.SyntaxKind, string[]>> = {
  [K.EqualsEqualsEqualsToken]: ['!=='],
  [K.ExclamationEqualsEqualsToken]: ['==='],
  [K.LessThanToken]: ['<=', '>='],
  [K.LessThanEqualsToken]: ['<', '>'],
  [K.GreaterThanToken]: ['>=', '<='],
  [K.GreaterThanEqualsToken]: ['>', '<'],
  [K.AmpersandAmpersandToken]: ['||'],
  [K.BarBarToken]: ['&&'],
  [K.PlusToken]: ['-'],
  [K.MinusToken]: ['+'],
  [K.AsteriskToken]: ['/'],
  [K.SlashToken]: ['*'],
  [K.PercentToken]: ['*'],
  [K.PlusEqualsToken]: ['-='],
  [K.MinusEqualsToken]: ['+='],
};
const methods: Record<string, string> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  floor: 'ceil',
  ceil: 'floor',
  shift: 'pop',
  pop: 'shift',
  add: 'delete',
  all: 'race',
};
/** Words of SQL in the order in which they are looked for. */
const sqlWords: [RegExp, string][] = [
  [/\band not\b/g, 'and'],
  [/\bnot exists\b/g, 'exists'],
  [/\band active\b/g, ''],
  [/\b(?:where|and) not\b/g, 'where'],
  [/ and /g, ' or '],
  [/ or /g, ' and '],
  [/ is not null/g, ' is null'],
  [/ is null/g, ' is not null'],
  [/ desc\b/g, ' asc'],
  [/ <= /g, ' < '],
  [/ >= /g, ' > '],
  [/ < /g, ' <= '],
  [/ > /g, ' >= '],
  [/ = /g, ' <> '],
  [/ <> /g, ' = '],
  [/\btrue\b/g, 'false'],
  [/ for (?:no key )?update/g, ''],
];

/** Calls whose change tells people something else, and nothing that a program depends on. */
const unspoken = /\b(onLog|onError|log|console|describe|Error)\b/;

const isInType = (node: ts.Node): boolean => {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.isTypeNode(at) || ts.isInterfaceDeclaration(at) || ts.isTypeAliasDeclaration(at)) return true;
    if (ts.isImportDeclaration(at) || ts.isExportDeclaration(at)) return true;
    if (ts.isThrowStatement(at) || (ts.isNewExpression(at) && /Error$/.test(at.expression.getText())))
      return true;
  }
  return false;
};

/** Lists the changes of a file. */
export function mutantsOf(fileName: string, source: string): Mutant[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const replace = (kind: string, start: number, end: number, after: string): void => {
    const before = source.slice(start, end);
    if (before === after) return;
    const { line } = file.getLineAndCharacterOfPosition(start);
    const text = source.slice(0, start) + after + source.slice(end);
    mutants.push({ line: line + 1, kind, before, after, text });
  };
  const change = (kind: string, node: ts.Node, after: string): void =>
    replace(kind, node.getStart(file), node.getEnd(), after);
  const negate = (node: ts.Expression): void => {
    if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return;
    change('condition', node, `!(${node.getText(file)})`);
  };
  const inSql = (node: ts.Node): boolean => {
    for (let at: ts.Node | undefined = node; at && !ts.isStatement(at); at = at.parent)
      if (ts.isTaggedTemplateExpression(at)) return /\bsql\b/.test(at.tag.getText(file));
    return false;
  };

  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (isInType(node)) return;
    if (ts.isBinaryExpression(node)) {
      const { operatorToken: operator, left, right } = node;
      for (const other of binary[operator.kind] ?? []) change('operator', operator, other);
      if (operator.kind === K.AmpersandAmpersandToken || operator.kind === K.BarBarToken) {
        change('operand', node, left.getText(file));
        change('operand', node, right.getText(file));
      }
      if (operator.kind === K.QuestionQuestionToken) change('fallback', node, left.getText(file));
    }
    if (ts.isIfStatement(node) || ts.isWhileStatement(node)) negate(node.expression);
    if (ts.isConditionalExpression(node)) {
      change('branch', node, node.whenTrue.getText(file));
      change('branch', node, node.whenFalse.getText(file));
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken)
      change('negation', node, node.operand.getText(file));
    if (node.kind === K.TrueKeyword) change('literal', node, 'false');
    if (node.kind === K.FalseKeyword) change('literal', node, 'true');
    if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent)) {
      const value = Number(node.text.replaceAll('_', ''));
      change('number', node, String(value + 1));
    }
    if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
      const other = methods[node.name.text];
      if (other) change('method', node.name, other);
      const call = node.parent;
      if (
        ['filter', 'toSorted', 'sort', 'toReversed', 'reverse'].includes(node.name.text) &&
        call.expression === node
      )
        change('method', call, node.expression.getText(file));
      if (
        ['where', 'orderBy', 'limit', 'forUpdate', 'skipLocked', '$if'].includes(node.name.text) &&
        call.expression === node
      )
        change('query', call, node.expression.getText(file));
    }
    if (ts.isExpressionStatement(node) && !unspoken.test(node.getText(file).slice(0, 60))) {
      const { expression } = node;
      const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
      if (ts.isCallExpression(call) || ts.isBinaryExpression(call) || ts.isDeleteExpression(call))
        change('statement', node, ';');
    }
    if (ts.isReturnStatement(node) && node.expression === undefined && ts.isIfStatement(node.parent))
      change('statement', node, ';');
    if (
      (ts.isTemplateHead(node) ||
        ts.isTemplateMiddle(node) ||
        ts.isTemplateTail(node) ||
        ts.isNoSubstitutionTemplateLiteral(node)) &&
      inSql(node)
    ) {
      const start = node.getStart(file);
      const text = node.getText(file);
      for (const [pattern, after] of sqlWords)
        for (const match of text.matchAll(pattern))
          replace('sql', start + match.index, start + match.index + match[0].length, after);
    }
  };
  visit(file);
  return mutants;
}
