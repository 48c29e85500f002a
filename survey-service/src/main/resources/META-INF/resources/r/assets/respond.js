// Keeps a chosen rating as a partial response at the first thing a person does on the page: a
// trusted pointer, touch or key event. Never on load, focus, scroll or a timer, so that a mail
// scanner that runs scripts records nothing. The comment is kept only by Send.
(function () {
  'use strict';
  var form = document.querySelector('form[data-keep]');
  if (!form || !window.fetch) {
    return;
  }
  // Says that scripts run here, and whether a person was seen.
  var touch = document.createElement('input');
  touch.type = 'hidden';
  touch.name = 'touched';
  touch.value = '0';
  form.appendChild(touch);
  var kept = null;
  var busy = false;
  var sent = false;

  function chosen() {
    var radio = form.querySelector('input[name=rating]:checked');
    return radio ? radio.value : null;
  }

  function keep() {
    var rating = chosen();
    if (sent || busy || rating === null || rating === kept) {
      return;
    }
    busy = true;
    var fields = new URLSearchParams(new FormData(form));
    fields.delete('comment');
    fields.set('completeness', 'PARTIAL');
    fetch(form.action, {
      method: 'POST',
      body: fields,
      keepalive: true,
      headers: { Accept: 'application/json' }
    }).then(function (answer) {
      kept = answer.ok ? rating : null;
      busy = false;
      if (answer.ok) {
        keep(); // chosen anew meanwhile
      }
    }, function () {
      busy = false; // the next touch tries again; Send does anyway
    });
  }

  ['pointerdown', 'touchstart', 'keydown', 'click'].forEach(function (type) {
    document.addEventListener(type, function (event) {
      if (event.isTrusted) {
        touch.value = '1';
      }
    }, true);
  });

  // A touch on a point chooses it a moment later: its own click or change event follows.
  function choosing(target) {
    return target.closest && target.closest('label, button') && target.tagName !== 'INPUT';
  }

  function touched(event) {
    if (event.isTrusted && !choosing(event.target)) {
      keep();
    }
  }

  function pointer(event) {
    if (event.target.tagName !== 'INPUT') {
      touched(event);
    }
  }

  document.addEventListener('pointerup', pointer);
  document.addEventListener('touchend', pointer);
  document.addEventListener('click', touched);
  document.addEventListener('keyup', touched);
  form.addEventListener('change', touched);
  form.addEventListener('submit', function () {
    sent = true;
  });
  // Back from the thanks page: the form lives again.
  window.addEventListener('pageshow', function () {
    sent = false;
  });
})();
