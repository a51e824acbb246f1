/**
 * Cycles of folders, and of files by their types, in the products. Tests and their helpers are left out: they are not
 * loaded by users, and reach across folders on purpose.
 */
const { options } = require('./.dependency-cruiser.cjs');

/** Products in which no cycle is left. */
const products = '^packages/(contract|domain|sdk|memory|conformance|ui|elements|crm|server)/';

module.exports = {
  forbidden: [
    {
      name: 'no-type-cycles',
      comment: 'Types that need each other belong into one file, or into a third.',
      severity: 'error',
      from: { path: products },
      to: { circular: true },
    },
    {
      name: 'no-folder-cycles',
      comment:
        'Folders that need each other are one folder, or hide a third. A folder and what is inside it are one.',
      severity: 'error',
      scope: 'folder',
      from: { path: products },
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: `${options.exclude.path}|\\.(test|states)\\.ts$|-states\\.ts$|/testing/` },
  },
};
