// Keeps a chosen rating as a partial response at the first thing a person does on the page: a
// trusted pointer, touch or key event. Never on load, focus, scroll or a timer, so that a mail
// scanner that runs scripts records nothing. Texts are kept only by Send. What was typed
// survives a reload in this tab, and a lost connection until it is back.
(function () {
  'use strict';
  var form = document.querySelector('form[data-lost]');
  if (!form || !window.fetch) {
    return;
  }
  // Not form.action: a question may be called so.
  var action = form.getAttribute('action');
  var keeps = form.hasAttribute('data-keep');
  var kept = null;
  var busy = false;
  var sent = false;

  // Says that scripts run here, and whether a person was seen.
  var touch = document.createElement('input');
  touch.type = 'hidden';
  touch.name = 'touched';
  touch.value = '0';
  form.appendChild(touch);
  ['pointerdown', 'touchstart', 'keydown', 'click'].forEach(function (type) {
    document.addEventListener(type, function (event) {
      if (event.isTrusted) {
        touch.value = '1';
      }
    }, true);
  });

  // A draft, in this tab only; some browsers refuse to store anything.
  var place = 'afterword ' + action;

  function stored(text) {
    try {
      if (text === undefined) {
        return sessionStorage.getItem(place);
      }
      if (text === null) {
        sessionStorage.removeItem(place);
      } else {
        sessionStorage.setItem(place, text);
      }
    } catch (refused) {
      // Then a reload starts anew.
    }
    return null;
  }

  function own(field) {
    return field.name && field.type !== 'hidden' && field.type !== 'submit';
  }

  function draft() {
    var values = [];
    form.querySelectorAll('input, textarea').forEach(function (field) {
      var choice = field.type === 'radio' || field.type === 'checkbox';
      if (own(field) && (choice ? field.checked : field.value)) {
        values.push([field.name, field.value]);
      }
    });
    stored(JSON.stringify(values));
  }

  // A rating that the address or an earlier answer chose gives way to nothing but the person's own.
  function restore() {
    var text = stored();
    if (!text) {
      return;
    }
    var values = JSON.parse(text);
    form.querySelectorAll('input, textarea').forEach(function (field) {
      if (!own(field)) {
        return;
      }
      var choice = field.type === 'radio' || field.type === 'checkbox';
      values.forEach(function (pair) {
        if (pair[0] !== field.name) {
          return;
        }
        if (!choice) {
          field.value = field.value || pair[1];
        } else if (pair[1] === field.value) {
          field.checked = true;
        }
      });
    });
  }

  if (document.querySelector('.notice:not(.fault)')) {
    stored(null);
  } else {
    restore();
  }
  form.addEventListener('input', draft);
  form.addEventListener('change', draft);

  function chosen() {
    var radio = form.querySelector('input[name=rating]:checked');
    return radio ? radio.value : null;
  }

  // What is kept by the way may outlive the page; it is short, as the browser demands of that.
  function post(fields, outlives) {
    return fetch(action, {
      method: 'POST',
      body: fields,
      keepalive: outlives,
      headers: { Accept: 'application/json' }
    });
  }

  function keep() {
    var rating = chosen();
    if (!keeps || sent || busy || rating === null || rating === kept) {
      return;
    }
    busy = true;
    var fields = new URLSearchParams(new FormData(form));
    form.querySelectorAll('textarea').forEach(function (field) {
      fields.delete(field.name);
    });
    fields.set('completeness', 'PARTIAL');
    post(fields, true).then(function (answer) {
      kept = answer.ok ? rating : null;
      busy = false;
      if (answer.ok) {
        keep(); // chosen anew meanwhile
      }
    }, function () {
      busy = false; // the next touch tries again; Send does anyway
    });
  }

  // A touch on a point chooses it a moment later: its own click or change event follows.
  function choosing(target) {
    return target.closest && target.closest('label, button, a') && target.tagName !== 'INPUT';
  }

  function touched(event) {
    // A script's click on a point makes a change event that is trusted: the touch came before it.
    if (event.isTrusted && touch.value === '1' && !choosing(event.target)) {
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

  // Says in words that nothing was sent yet; the same place each time.
  function say(lost) {
    var note = document.getElementById('lost');
    if (!note && !lost) {
      return;
    }
    if (!note) {
      note = document.createElement('p');
      note.id = 'lost';
      note.className = 'notice fault';
      note.setAttribute('role', 'alert');
      form.appendChild(note);
    }
    note.textContent = lost ? form.getAttribute('data-lost') : '';
    note.hidden = !lost;
  }

  // Send goes by itself while there is a connection; without one it is tried until there is.
  var pause = 1000;

  function send() {
    post(new URLSearchParams(new FormData(form)), false).then(function (answer) {
      say(false);
      if (answer.ok) {
        stored(null);
        var lang = form.querySelector('input[name=lang]').value;
        location.replace(action + '?lang=' + encodeURIComponent(lang));
      } else if (answer.status === 503) {
        again();
      } else {
        HTMLFormElement.prototype.submit.call(form); // the page says what to put right
      }
    }, again);
  }

  function again() {
    say(true);
    setTimeout(send, pause);
    pause = Math.min(pause * 2, 15000);
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (!sent) {
      sent = true;
      pause = 1000;
      send();
    }
  });
  // Back from the thanks page: the form lives again.
  window.addEventListener('pageshow', function () {
    sent = false;
  });
})();
