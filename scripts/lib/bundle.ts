/** The record of the last bundling, which the size budget reads: imports cannot be seen from minified files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, root } from './run.ts';

/** Packages whose elements are bundled. */
export const bundledPackages = ['elements', 'crm'] as const;

/** Where a package's bundles are published from, absolute. */
export const cdnFolder = (packageName: string): string => path.join(root, 'packages', packageName, 'cdn');

/** Where the record is kept, absolute. */
export const bundleRecordFile: string = path.join(cacheFolder, 'bundle.json');

/** One file of an ES module build. */
export interface BundleChunk {
  /** The package it belongs to: its folder under `packages`. */
  package: string;
  /** File name inside the cdn folder, hash included. */
  file: string;
  /** The file name without hash and ending: what budgets call it. */
  name: string;
  /** Whether pages name this file themselves. */
  isEntry: boolean;
  /** Files that load together with it. */
  imports: string[];
  /** Modules inside, with the bytes that each is left with after tree shaking, before minifying. */
  modules: Record<string, number>;
}

/**
 * Reads the record.
 * @throws Error when nothing was bundled yet.
 */
export function readBundleRecord(): BundleChunk[] {
  try {
    return JSON.parse(readFileSync(bundleRecordFile, 'utf8')) as BundleChunk[];
  } catch {
    throw new Error('The bundles are not built. Run `npm run build`.');
  }
}
