/** `12,345`. Not `toLocaleString`: starting ICU takes longer than all else that is drawn when the first thing is pasted. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
