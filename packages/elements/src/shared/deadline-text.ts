import type { Protocol } from '@fale-conosco/contract';
import { contactMessages, type UiController } from '@fale-conosco/ui';

/** `Prazo de resposta` in words, with the provider's own date when it is its turn; empty when neither has one. */
export const deadlineText = ({ deadline, providerDueAt }: Protocol, ui: UiController): string => {
  const { formats } = ui;
  const { deadlines, answerBy } = contactMessages(ui).thread;
  const dueAt = deadline?.dueAt ? formats.date(deadline.dueAt) : '';
  // A state that only a newer server knows says its date, if it has one.
  const say = deadline && (deadlines[deadline.state] ?? (dueAt ? deadlines.other : undefined));
  return [say?.(dueAt), providerDueAt && answerBy(formats.date(providerDueAt))].filter(Boolean).join('. ');
};
