import type { TemplateResult } from 'lit';
import {
  iconFile,
  iconFileArchive,
  iconFileImage,
  iconFileSpreadsheet,
  iconFileText,
} from '../contact-icons.ts';

/** The type of a file in a word, from the end of its name: `PDF`; empty when the name does not tell. */
export const fileType = (fileName: string): string =>
  /\.([a-z\d]{1,5})$/i.exec(fileName)?.[1]?.toUpperCase() ?? '';

/** The picture that goes with the type of a file. */
export const fileIcon = (fileName: string): TemplateResult => {
  const type = fileType(fileName);
  if (/^(PNG|JPE?G|WEBP|TIFF?)$/.test(type)) return iconFileImage();
  if (/^(XLSX|ODS|CSV)$/.test(type)) return iconFileSpreadsheet();
  if (/^(PDF|DOCX|ODT|TXT)$/.test(type)) return iconFileText();
  return type === 'ZIP' ? iconFileArchive() : iconFile();
};
