// The two things that only a script can do with a passkey: have the device make one, and have it sign. The form then goes the ordinary way.

for (const form of document.querySelectorAll('.passkey form')) {
  const place = form.closest('.passkey');
  const button = form.querySelector('button');
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) continue;
  place.querySelector('.passkey-none')?.setAttribute('hidden', '');
  form.addEventListener('submit', async (event) => {
    const field = form.querySelector('input[name="cle"]');
    if (field.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.setAttribute('aria-busy', 'true');
    try {
      const options = JSON.parse(place.dataset.options);
      const credential = place.dataset.act === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      field.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      place.querySelector('.passkey-failed')?.removeAttribute('hidden');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }, { capture: true });
}
