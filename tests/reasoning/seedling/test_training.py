"""Training resumes, repeats itself for a seed, and exports what it learnt. Skipped without torch."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from reasoning.seedling import checkpoint, convert, export, hf, train  # noqa: E402
from reasoning.seedling.model import Seedling, Shape, greedy  # noqa: E402
from reasoning.seedling.muon import orthogonal  # noqa: E402
from reasoning.seedling.plan import Plan, Progress  # noqa: E402
from reasoning.seedling.tokenizer import ChatTokenizer, build  # noqa: E402
from reasoning.seedling.writer import Writer  # noqa: E402

TINY = Shape(hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2)


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.setattr(train, "TOKENIZER_TEXTS", 2000)
    monkeypatch.setattr(train, "Exam", partial(train.Exam, problems=2))
    return Plan(folder=tmp_path / "run", shape=TINY, tokens=4000, batch_tokens=1024, report_every=1)


def test_the_same_seed_gives_the_same_losses_and_another_seed_does_not(plan: Plan, tmp_path: Path) -> None:
    first = train.train(plan)
    assert train.train(replace(plan, folder=tmp_path / "again")) == first
    assert train.train(replace(plan, folder=tmp_path / "other", seed=2)) != first


def test_a_finished_run_goes_on_from_its_checkpoint(plan: Plan) -> None:
    train.train(plan)
    _, _, before = checkpoint.load(plan.folder)
    train.train(replace(plan, tokens=8000))
    _, _, after = checkpoint.load(plan.folder)
    assert before.tokens < 8000 <= after.tokens
    assert after.step > before.step
    assert after.shard > before.shard


def test_training_goes_further_from_exported_weights(plan: Plan, tmp_path: Path) -> None:
    train.train(replace(plan, tokens=40_000, report_every=20))
    export.export_hf(plan.folder, tmp_path / "weights" / "hf")
    more = replace(plan, folder=tmp_path / "more", start=tmp_path / "weights", rate=0.1, batch_tokens=512)
    assert more.source().further
    first = train.train(more)[0]
    fresh = train.train(replace(plan, folder=tmp_path / "fresh"))[0]
    assert first < 0.9 * fresh
    model, tokenizer, _ = checkpoint.load(more.folder)
    assert model.shape.hidden_size == TINY.hidden_size
    assert tokenizer.vocabulary() == ChatTokenizer.load(tmp_path / "weights/hf/tokenizer.json").vocabulary()


def test_products_in_bfloat16_learn_about_as_much(plan: Plan, tmp_path: Path) -> None:
    exact = train.train(replace(plan, tokens=20_000, report_every=10))
    rough = train.train(replace(plan, tokens=20_000, report_every=10, folder=tmp_path / "rough", bf16=True))
    assert rough != exact
    assert rough[-1] == pytest.approx(exact[-1], rel=0.1)


def test_an_interrupted_checkpoint_leaves_the_one_before(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    train.train(plan)
    _, _, before = checkpoint.load(plan.folder)

    def cut_off(state: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(checkpoint.torch, "save", cut_off)
    with pytest.raises(OSError, match="no space"):
        train.train(replace(plan, tokens=8000))
    assert checkpoint.load(plan.folder)[2] == before


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    plan = Plan(folder=Path(), tokens=1000)
    rates = [Progress(1000, tokens).rate(plan) for tokens in (300, 500, 750, 1000)]
    assert rates == [1, 1, 0.5, 0]
    assert Progress().rate(plan) == 0.01


def test_a_clock_ends_a_run_early() -> None:
    plan = Plan(folder=Path(), tokens=1000, minutes=10)
    assert Progress(5, 100, 0, 300.0).share(plan) == 0.5
    assert Progress(5, 900, 0, 300.0).share(plan) == 0.9


def test_a_plan_without_a_length_is_refused(plan: Plan) -> None:
    with pytest.raises(ValueError, match="length"):
        train.train(replace(plan, tokens=0))


def test_both_exports_write_what_the_network_writes(tmp_path: Path) -> None:
    torch.manual_seed(3)
    tokenizer = ChatTokenizer(build(["What is 1+1? Answer: 2"]))
    model = Seedling(replace(TINY, vocab_size=len(tokenizer.vocabulary())))
    for parameter in model.parameters():  # float16 loses nothing, and the choices are far apart
        parameter.data = (parameter.data * 20).half().float() if parameter.ndim == 2 else parameter.data
    arrays = {name: parameter.detach().numpy() for name, parameter in model.named_parameters()}
    hf.write_hf(tmp_path / "hf", model.shape.as_dict(), arrays, tokenizer)
    convert.convert(tmp_path / "hf", tmp_path / "ct2", quantization=None)
    turns = [("user", "What is 7*8?")]
    expected = greedy(model, tokenizer.prompt(turns), tokenizer.end, limit=40)
    reply = Writer(tmp_path).replies([turns])[0][0].text
    assert reply.startswith(tokenizer.decode(expected[:20]).rstrip("\ufffd"))


def test_orthogonal_updates_have_singular_values_near_one() -> None:
    torch.manual_seed(1)
    for shape in ((2, 8, 8), (3, 4, 12), (1, 12, 4)):
        values = torch.linalg.svdvals(orthogonal(torch.randn(shape)))
        assert values.min() > 0.2
        assert values.max() < 1.6
