document.getElementById("text").focus();
