import { unseen } from '@inverse-care/domain';

const unseenInText = new RegExp(`[${unseen}]`, 'gu');

/** Text of a publisher as it may be shown on a terminal: what is not seen becomes "�". */
export const printable = (text: string): string => text.replace(unseenInText, '\ufffd');
