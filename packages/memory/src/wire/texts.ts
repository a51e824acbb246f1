import type { FieldIssue, FieldIssueCode, ProblemCode } from '@fale-conosco/contract';
import { preferredLanguage } from '@fale-conosco/domain';
import type { Issue } from './problem.ts';

/** The languages of problem documents. */
export type Language = 'pt-BR' | 'en';

/** Titles of problems. */
export const problemTitles: Readonly<Record<Language, Readonly<Record<ProblemCode, string>>>> = {
  'pt-BR': {
    malformed_request: 'A requisição não pôde ser entendida.',
    cursor_invalid: 'A posição informada na lista não é válida. Recarregue a lista.',
    idempotency_key_missing: 'Falta o cabeçalho Idempotency-Key.',
    unauthenticated: 'Sua identificação não foi aceita. Entre novamente.',
    token_expired: 'Sua sessão expirou. Entre novamente.',
    forbidden: 'Seu acesso não permite esta operação.',
    not_found: 'Não encontrado.',
    method_not_allowed: 'Este endereço não aceita este método.',
    request_timeout: 'A requisição não chegou a tempo.',
    idempotency_in_progress: 'Este mesmo pedido ainda está em andamento.',
    reply_not_allowed: 'Este protocolo não aceita resposta.',
    cancel_not_allowed: 'Este protocolo não pode mais ser cancelado.',
    close_not_allowed: 'Este protocolo já está finalizado.',
    reopen_not_allowed: 'Este protocolo não pode ser reaberto.',
    in_use: 'Este cadastro está em uso. Desative-o em vez de excluir.',
    retry_not_allowed: 'Este envio não está entre os que falharam.',
    version_conflict: 'Outra pessoa alterou isto enquanto você editava. Veja o que mudou antes de salvar.',
    precondition_required: 'Falta o cabeçalho If-Match.',
    upload_offset_conflict: 'O envio do arquivo está em outra posição.',
    upload_gone: 'Este envio de arquivo não existe mais.',
    attachment_too_large: 'O arquivo ultrapassa o tamanho permitido.',
    payload_too_large: 'A requisição ultrapassa o tamanho permitido.',
    unsupported_media_type: 'O tipo do conteúdo enviado não é aceito.',
    validation_failed: 'Há campos que precisam de correção.',
    idempotency_key_reused: 'Esta Idempotency-Key já foi usada com outro conteúdo.',
    attachment_type_not_allowed: 'Este tipo de arquivo não é aceito.',
    attachment_empty: 'O arquivo está vazio.',
    attachment_infected: 'O arquivo foi recusado pelo antivírus.',
    rate_limited: 'Há requisições demais. Aguarde um pouco e tente novamente.',
    header_fields_too_large: 'Os cabeçalhos da requisição são grandes demais.',
    internal: 'Ocorreu um erro inesperado.',
    unavailable: 'O serviço está indisponível no momento. Tente novamente em instantes.',
    insufficient_storage:
      'Não há espaço para receber arquivos no momento. Tente mais tarde ou envie a mensagem sem anexo.',
  },
  en: {
    malformed_request: 'The request could not be understood.',
    cursor_invalid: 'The position in the list is not valid. Load the list again.',
    idempotency_key_missing: 'The Idempotency-Key header is missing.',
    unauthenticated: 'Your identification was not accepted. Sign in again.',
    token_expired: 'Your session has expired. Sign in again.',
    forbidden: 'Your access does not allow this operation.',
    not_found: 'Not found.',
    method_not_allowed: 'This address does not take this method.',
    request_timeout: 'The request did not arrive in time.',
    idempotency_in_progress: 'This very request is still being processed.',
    reply_not_allowed: 'This protocol takes no reply.',
    cancel_not_allowed: 'This protocol can no longer be cancelled.',
    close_not_allowed: 'This protocol is closed already.',
    reopen_not_allowed: 'This protocol cannot be reopened.',
    in_use: 'This entry is in use. Deactivate it instead of deleting it.',
    retry_not_allowed: 'This delivery is not among those that failed.',
    version_conflict: 'Somebody else changed this while you were editing. See what changed before you save.',
    precondition_required: 'The If-Match header is missing.',
    upload_offset_conflict: 'The upload is at another position.',
    upload_gone: 'This upload no longer exists.',
    attachment_too_large: 'The file is larger than allowed.',
    payload_too_large: 'The request is larger than allowed.',
    unsupported_media_type: 'This content type is not accepted.',
    validation_failed: 'Some fields need correction.',
    idempotency_key_reused: 'This Idempotency-Key has been used with another content.',
    attachment_type_not_allowed: 'This type of file is not accepted.',
    attachment_empty: 'The file is empty.',
    attachment_infected: 'The file was refused by the virus scanner.',
    rate_limited: 'There are too many requests. Wait a little and try again.',
    header_fields_too_large: 'The headers of the request are too large.',
    internal: 'Something unexpected went wrong.',
    unavailable: 'The service is not available at the moment. Try again shortly.',
    insufficient_storage:
      'There is no room for files at the moment. Try later, or send the message without an attachment.',
  },
};

const issueMessages: Readonly<Record<Language, Readonly<Record<FieldIssueCode, string>>>> = {
  'pt-BR': {
    required: 'Preencha este campo.',
    too_long: 'O conteúdo é longo demais.',
    too_many: 'Há itens demais.',
    invalid_characters: 'O texto contém caracteres que não são aceitos.',
    invalid_choice: 'Escolha uma das opções oferecidas.',
    invalid_email: 'Informe um e-mail válido, como nome@empresa.com.br.',
    invalid_format: 'O formato não é válido.',
    invalid_phone: 'Informe um telefone válido, com DDD.',
    invalid_type: 'O tipo do valor não é válido.',
    not_available: 'Esta opção não está disponível.',
    attachment_required: 'Esta classificação exige ao menos um anexo.',
    attachment_not_ready: 'O envio deste anexo ainda não terminou.',
    already_taken: 'Já existe um cadastro assim.',
    cycle: 'Um item não pode ficar dentro dele mesmo.',
    out_of_range: 'O valor está fora do intervalo aceito.',
    unknown_field: 'Este campo não é aceito.',
  },
  en: {
    required: 'Fill in this field.',
    too_long: 'The content is too long.',
    too_many: 'There are too many items.',
    invalid_characters: 'The text has characters that are not accepted.',
    invalid_choice: 'Choose one of the options offered.',
    invalid_email: 'Give a valid e-mail address, such as name@company.com.',
    invalid_format: 'The format is not valid.',
    invalid_phone: 'Give a valid telephone number, with its area code.',
    invalid_type: 'The type of the value is not valid.',
    not_available: 'This option is not available.',
    attachment_required: 'This classification needs at least one attachment.',
    attachment_not_ready: 'This attachment has not been sent completely.',
    already_taken: 'There is such an entry already.',
    cycle: 'An item cannot be inside itself.',
    out_of_range: 'The value is out of the accepted range.',
    unknown_field: 'This field is not accepted.',
  },
};

/** Messages that name the largest value. */
const messagesWithMax: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'pt-BR': { too_long: 'Use no máximo {max} caracteres.', too_many: 'Envie no máximo {max}.' },
  en: { too_long: 'Use at most {max} characters.', too_many: 'Send at most {max}.' },
};

/** The language of a response by `Accept-Language`. */
export const chooseLanguage = (acceptLanguage: string | null): Language =>
  preferredLanguage(acceptLanguage, ['pt-BR', 'en']);

/** Puts a validation error into words. */
export const localizeIssue = (issue: Issue, language: Language): FieldIssue => {
  const max = issue.params?.['max'];
  const template = max === undefined ? undefined : messagesWithMax[language][issue.code];
  const number = typeof max === 'number' ? new Intl.NumberFormat(language).format(max) : String(max);
  return { ...issue, message: template?.replace('{max}', number) ?? issueMessages[language][issue.code] };
};
