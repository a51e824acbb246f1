import type { FaleConosco } from '@fale-conosco/sdk';
import type { UiController } from '@fale-conosco/ui';
import type { ReactiveElement } from 'lit';

/** Prints the receipt of a protocol: idle, printing, or failed with an `error`. */
export class ReceiptController {
  printing = false;
  error: unknown;
  readonly #host: ReactiveElement;
  readonly #ui: UiController;
  readonly #onError: (error: unknown) => void;

  constructor(
    host: ReactiveElement,
    { ui, onError }: { ui: UiController; onError: (error: unknown) => void },
  ) {
    this.#host = host;
    this.#ui = ui;
    this.#onError = onError;
  }

  async print(api: FaleConosco, number: string): Promise<void> {
    if (this.printing) return;
    this.#move(true, undefined);
    try {
      // Few people print: what lays the receipt out is loaded by those who do.
      const [receipt, { printReceipt }] = await Promise.all([
        api.protocols.receipt(number),
        import('../shared/print-receipt.ts'),
      ]);
      printReceipt(this.#host, receipt, this.#ui);
      this.#move(false, undefined);
    } catch (error) {
      this.#move(false, error);
      this.#onError(error);
    }
  }

  /** Forgets what went wrong. */
  reset(): void {
    this.#move(this.printing, undefined);
  }

  #move(printing: boolean, error: unknown): void {
    this.printing = printing;
    this.error = error;
    this.#host.requestUpdate();
  }
}
