/** Whether the browser has promised to keep what is stored until somebody deletes it (Storage Standard §5). */
export async function persistence(): Promise<boolean> {
  try {
    return await navigator.storage.persisted();
  } catch {
    // Not in a secure context, or not in this browser.
    return false;
  }
}
