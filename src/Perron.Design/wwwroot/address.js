// Beside a postcode that is known only its municipalities are proposed, and the only one is filled in. The server does the same without this.
for (const box of document.querySelectorAll('input[list$="-communes"]')) {
  const code = box.closest('.parts')?.querySelector('input[name$=".code-postal"]');
  const all = [...box.list.options];
  let filled = '';
  const propose = () => {
    const typed = code.value.replace(/[^0-9]/g, '');
    const served = all.filter((option) => option.dataset.codes.split(' ').includes(typed));
    box.list.replaceChildren(...(served.length > 0 ? served : all));
    if (served.length === 1 && (box.value === '' || box.value === filled)) box.value = filled = served[0].value;
  };
  code?.addEventListener('input', propose);
  if (code?.value) propose();
}
