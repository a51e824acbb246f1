import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { type StateCase, settled } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import type { NewContactForm } from './new-contact-form.ts';

const show = (client: TestClient): TemplateResult =>
  html`<new-contact-form .client=${client}></new-contact-form>`;

const find = (element: NewContactForm, selector: string, text = ''): HTMLElement => {
  const found = [...element.renderRoot.querySelectorAll<HTMLElement>(selector)].find((node) =>
    node.textContent?.includes(text),
  );
  if (!found) throw new Error(`Nothing matches ${selector} "${text}"`);
  return found;
};

/** Types into a field as a person does. */
export const fill = (element: NewContactForm, selector: string, value: string): void => {
  const field = find(element, selector) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};

/** Chooses a subject by its name. */
export const choose = async (element: NewContactForm, name: string): Promise<void> => {
  await settled(element);
  find(element, '.leaf', name).click();
  await settled(element);
};

/** Chooses files as the file chooser does. */
export const attach = async (element: NewContactForm, ...files: File[]): Promise<void> => {
  const input = find(element, 'input[type="file"]') as HTMLInputElement;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
  await settled(element);
};

/** Presses `Salvar`. */
export const save = async (element: NewContactForm): Promise<void> => {
  find(element, 'button[type="submit"]').click();
  await settled(element);
};

/** Fills in what is not prefilled. */
export const complete = async (
  element: NewContactForm,
  message = 'Solicito o demonstrativo do lote 8842.',
): Promise<void> => {
  await choose(element, 'Demonstrativo de pagamento');
  const select = find(element, 'select') as HTMLSelectElement;
  fill(element, 'select', select.options[1]?.value ?? '');
  fill(element, 'textarea', message);
};

const client = (element: NewContactForm): TestClient => element.client as TestClient;

/** Every state of the form. */
export const states: StateCase<NewContactForm>[] = [
  { name: 'subjects', title: 'Escolha do assunto', render: () => show(createTestClient()), setup: settled },
  {
    name: 'branch-open',
    title: 'Ramo aberto',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await settled(element);
      for (const details of element.renderRoot.querySelectorAll('details')) details.open = true;
    },
  },
  {
    name: 'search',
    title: 'Pesquisa de assunto',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await settled(element);
      fill(element, 'input[type="search"]', 'glosa');
      await settled(element);
    },
  },
  {
    name: 'search-empty',
    title: 'Assunto não encontrado',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await settled(element);
      fill(element, 'input[type="search"]', 'inexistente');
      await settled(element);
    },
  },
  {
    name: 'form',
    title: 'Dados do contato',
    render: () => show(createTestClient()),
    setup: (element) => choose(element, 'Recurso de glosa'),
  },
  {
    name: 'attachments',
    title: 'Anexos em todos os estados',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await complete(element);
      await attach(
        element,
        new File(['%PDF-1.7'], 'demonstrativo-lote-8842.pdf', { type: 'application/pdf' }),
      );
      client(element).control.stepUploads = true;
      await attach(
        element,
        new File([new Uint8Array(2_400_000)], 'fotografia da etiqueta OPME.png', { type: 'image/png' }),
        new File([''], 'vazio.pdf', { type: 'application/pdf' }),
      );
      client(element).control.uploads.at(-1)?.advance(1_000_000);
      await settled(element);
    },
  },
  {
    name: 'errors',
    title: 'Campos a revisar',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await choose(element, 'Recurso de glosa');
      fill(element, '#contactEmail', 'ana.ribeiro@');
      fill(element, '#contactPhone', '123');
      fill(element, 'textarea', '');
      await save(element);
    },
  },
  {
    name: 'too-long',
    title: 'Mensagem longa demais',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await complete(element, 'glosa '.repeat(700));
      await save(element);
    },
  },
  {
    name: 'saving',
    title: 'Salvando',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await complete(element);
      client(element).control.hold('createProtocol');
      await save(element);
    },
  },
  {
    name: 'unknown',
    title: 'Resposta perdida',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await complete(element);
      client(element).control.failNext('createProtocol', 'network', { afterEffect: true });
      await save(element);
    },
  },
  {
    name: 'done',
    title: 'Contato registrado',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await complete(element);
      await save(element);
    },
  },
  {
    name: 'discard',
    title: 'Sair sem enviar',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await complete(element);
      void element.confirmLeaving();
      await settled(element);
    },
  },
  {
    name: 'continuing',
    title: 'Continuação de outro protocolo',
    render: () =>
      html`<new-contact-form
        .client=${createTestClient()}
        previous-protocol-number="34665920261018000017"
      ></new-contact-form>`,
    setup: (element) => choose(element, 'Recurso de glosa'),
  },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => {
      const held = createTestClient();
      held.control.hold('listClassifications');
      return show(held);
    },
  },
  {
    name: 'load-failed',
    title: 'Falha ao carregar',
    render: () => {
      const failing = createTestClient();
      failing.control.failNext('listClassifications', 'network');
      return show(failing);
    },
    setup: settled,
  },
  {
    name: 'unavailable',
    title: 'Nada liberado pela operadora',
    render: () => show(createTestClient({ seed: { classifications: [], protocols: [] } })),
    setup: settled,
  },
];
