"""What tests of every kind share: a real Prefect and a real S3 server, and a small raw folder in our own words."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from depeche.numeric import one_thread

one_thread()
# Before Prefect is imported anywhere: no analytics, a home of its own, time enough on a loaded machine.
os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["PREFECT_LOGGING_LEVEL"] = "CRITICAL"
os.environ["PREFECT_SERVER_LOGGING_LEVEL"] = "CRITICAL"

ARTICLES = {
    "echo-du-port/limoges.txt": """Le patron d'Orvane évincé par son conseil

Publié le 12 mars 2024 à 18h02

Le conseil d'administration d'Orvane a limogé lundi son directeur général, Paul Amiot. Claire Vasseur, directrice
financière du groupe, assure l'intérim.

Lire aussi : Orvane supprime 300 postes à Brest

« Nous avions perdu confiance », a déclaré la présidente d'Orvane, Hélène Drouet.

Partager
Facebook
Twitter
""",
    "tribune/rumeur.txt": """Orvane : Paul Amiot serait parti de lui-même

Selon Le Courrier des Alpes, Paul Amiot aurait démissionné dimanche. Orvane n'a pas commenté.

Plus de 320 des 400 salariés ont signé une lettre ouverte qui réclame son retour.
""",
    "tribune/copie.txt": """Orvane : Paul Amiot serait parti de lui-même

Selon Le Courrier des Alpes, Paul Amiot aurait démissionné dimanche. Orvane n'a pas commenté.

Plus de 320 des 400 salariés ont signé une lettre ouverte qui réclame son retour.
""",
    "page.html": """<!doctype html><html lang="fr"><head>
<title>Lumora lève 45 millions d'euros | La Gazette du Lac</title>
<meta property="og:site_name" content="La Gazette du Lac">
<meta property="article:published_time" content="2024-03-14T09:00:00+01:00"></head>
<body><nav><a href="/">Accueil</a> <a href="/eco">Économie</a></nav><article><h1>Lumora lève 45 millions d'euros</h1>
<p>La société grenobloise Lumora a levé 45 millions d'euros auprès de plusieurs fonds, a annoncé jeudi sa fondatrice,
Claire Vasseur.</p><aside class="related"><a href="/x">À lire aussi : Orvane cherche un patron</a></aside>
<p>L'entreprise compte recruter une centaine de personnes d'ici à la fin de l'année.</p></article>
<section id="comments"><h2>Laisser un commentaire</h2><p>Votre adresse de messagerie ne sera pas publiée.</p></section>
<footer>Tous droits réservés</footer></body></html>
""",
    "hostile.html": """<!doctype html><html lang="fr"><head><title>x</title></head><body><article>
<h1>Le &lt;script&gt;alert(1)&lt;/script&gt; de la discorde chez Orvane</h1>
<p>Orvane a publié mardi un communiqué que son service technique a aussitôt retiré, a indiqué Hélène Drouet.</p>
<p>=CMD("calc") figurait dans le titre du communiqué, selon la direction, qui a ouvert une enquête interne.</p>
</article></body></html>
""",
}


def _write(folder: Path, articles: dict[str, str]) -> Path:
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="session")
def write_raw() -> Callable[[Path, dict[str, str]], Path]:
    """Write articles as files below a folder and return it."""
    return _write


@pytest.fixture(scope="session")
def articles() -> dict[str, str]:
    return dict(ARTICLES)


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder with two texts, a copy, and two pages."""
    return _write(tmp_path_factory.mktemp("raw"), ARTICLES)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """A real S3 server in a process of its own; the environment names it to this process and to those it starts."""
    server = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("s3_server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    assert address, "the S3 server did not start"
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        for name, value in {
            "AWS_ENDPOINT_URL": address,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "us-east-1",
            "NO_PROXY": "127.0.0.1",
        }.items():
            environment.setenv(name, value)
        yield address
    server.communicate()  # closes its standard input, which ends it


@pytest.fixture
def bucket(s3_server: str) -> str:
    """The name of a bucket of the S3 server that nobody else uses; address things in it as s3://{bucket}/…"""
    name = f"test-{uuid.uuid4().hex[:16]}"
    urllib.request.urlopen(urllib.request.Request(f"{s3_server}/{name}", method="PUT")).close()
    return name


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The builder of invented tables for stores."""
    return _loaded(Path(__file__).parent / "faults" / "sample_tables.py")


@pytest.fixture(scope="session")
def sample_corpus() -> ModuleType:
    """The builder of an invented corpus that keeps every promise of the contract."""
    return _loaded(Path(__file__).parent / "contract" / "sample_corpus.py")


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def prefect_api() -> Iterator[str]:
    """A real Prefect server, for this process and, by its address, for others."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        address = PREFECT_API_URL.value()
        assert address is not None
        yield address


@pytest.fixture(scope="session")
def depeche(prefect_api: str) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command `depeche` in a process of its own and return the finished process."""

    def run(*arguments: str, stdin: str | None = None, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).with_name("depeche")
        environment = os.environ | {"PREFECT_API_URL": prefect_api, "COLUMNS": "200"}
        return subprocess.run(
            [program, *arguments], input=stdin, capture_output=True, text=True, timeout=timeout, env=environment
        )

    return run


@pytest.fixture(scope="session")
def published(
    depeche: Callable[..., subprocess.CompletedProcess[str]], raw: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A store with one release made from `raw` by the command line."""
    store = tmp_path_factory.mktemp("store")
    done = depeche("run", "--raw", str(raw), "--data", str(store), "--workers", "1")
    assert done.returncode == 0, done.stderr
    return store
