/**
 * An ESLint plugin with one rule: whatever a module exports by declaring it says in a docstring what it is for. Plain
 * JavaScript, because ESLint loads it together with its configuration.
 */
const docstrings = {
  meta: { type: 'suggestion', messages: { missing: 'Say in a docstring what {{name}} is for.' }, schema: [] },
  create(context) {
    return {
      'ExportNamedDeclaration[declaration]'(node) {
        const comments = context.sourceCode.getCommentsBefore(node);
        if (comments.some(({ type, value }) => type === 'Block' && value.startsWith('*'))) return;
        if (isInferred(node.declaration)) return;
        const declared = node.declaration.id ?? node.declaration.declarations?.[0]?.id;
        const name = declared?.name ?? 'this export';
        if (isSecondOverload(node, name)) return;
        context.report({ node, messageId: 'missing', data: { name } });
      },
    };
  },
};

/** `type Message = z.infer<typeof messageSchema>` has its docstring at the schema. */
function isInferred(declaration) {
  const name = declaration.typeAnnotation?.typeName;
  return declaration.type === 'TSTypeAliasDeclaration' && /^(infer|input|output)$/.test(name?.right?.name);
}

/** The first signature of an overloaded function carries the docstring for all. */
function isSecondOverload(node, name) {
  const siblings = node.parent.body;
  const before = siblings[siblings.indexOf(node) - 1];
  return before?.declaration?.type === 'TSDeclareFunction' && before.declaration.id?.name === name;
}

export default { rules: { docstrings } };
