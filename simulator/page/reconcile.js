/**
 * Lists that change in place: a node is built anew only when what it shows has changed, so that scrolling,
 * playing, half-made clicks and the focus elsewhere are not disturbed.
 */

/**
 * @template {{key: string|number, signature: string}} Item
 * @param {Element} parent whose children are exactly the shown items
 * @param {Map<string|number, {signature: string, node: Element}>} shown what the last call returned
 * @param {Item[]} items in order
 * @param {(item: Item) => Element} build
 * @returns {Map<string|number, {signature: string, node: Element}>}
 */
export function reconcile(parent, shown, items, build) {
  const keys = new Set(items.map(({ key }) => key));
  for (const [key, { node }] of shown) if (!keys.has(key)) node.remove();
  const next = new Map();
  let position = parent.firstChild;
  for (const item of items) {
    const old = shown.get(item.key);
    let node = old?.node;
    if (old?.signature !== item.signature) {
      node = build(item);
      if (old) {
        if (position === old.node) position = node;
        old.node.replaceWith(node);
      }
    }
    if (node === position) position = position.nextSibling;
    else parent.insertBefore(node, position);
    next.set(item.key, { signature: item.signature, node });
  }
  return next;
}
