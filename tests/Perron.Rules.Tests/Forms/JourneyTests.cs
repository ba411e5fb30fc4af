using CsCheck;
using Perron.Forms;
namespace Perron.Rules.Tests.Forms;

public sealed class JourneyTests
{
    [Fact]
    public void One_who_asks_for_oneself_is_not_asked_of_others()
    {
        var journey = new Journey(Written.Household, Written.Given(("pour-qui", ["moi"])), Written.Strong);

        Assert.Equal(["pour-qui", "remise"], journey.Steps.Select(step => step.Slug));
        Assert.Equal("remise", journey.FirstOpen?.Slug);
    }

    [Fact]
    public void An_answer_on_a_page_that_has_gone_calls_up_no_other_page()
    {
        var changed = Written.Given(("pour-qui", ["moi"]), ("personne-nom", ["Dubois"]), ("lien", ["parent"]));

        Assert.DoesNotContain(new Journey(Written.Household, changed, Written.Weak).Steps, step => step.Slug == "procuration");
        Assert.Equal(["pour-qui"], new Journey(Written.Household, changed, Written.Weak).Counted().Values.Keys);
    }

    [Fact]
    public void A_fact_that_no_field_gives_decides_but_is_no_answer()
    {
        var given = Written.Given(("pour-qui", ["moi"]), ("remise", ["papier"]), ("adresse", ["Rue Neuve 1"]));

        Assert.Equal(["pour-qui", "remise", "adresse"], new Journey(Written.Household, given, Written.Strong).Counted().Values.Keys);
        Assert.Equal(["pour-qui"], new Journey(Written.Household, given, Written.Weak).Counted().Values.Keys);
    }

    [Fact]
    public void A_file_that_comes_to_the_counter_counts_as_answered()
    {
        var given = Written.Given(("pour-qui", ["autre"]), ("personne-nom", ["Dubois"]), ("lien", ["parent"]), ("procuration-autrement", ["counter"]));
        var journey = new Journey(Written.Household, given, Written.Weak);

        Assert.Null(journey.FirstOpen);
        Assert.Equal("counter", journey.Counted().One("procuration-autrement"));
    }

    [Fact]
    public void There_is_never_a_dead_end_the_first_open_page_can_always_be_visited() => AnyVisit.Sample((form, answers) =>
    {
        var journey = new Journey(form, answers, Written.Strong);
        Assert.True(journey.FirstOpen is { } open ? journey.CanVisit(open) : journey.Steps.All(journey.IsDone));
    });

    [Fact]
    public void Whoever_may_visit_a_page_may_visit_all_before_it_and_none_after_the_first_open_one() => AnyVisit.Sample((form, answers) =>
    {
        var journey = new Journey(form, answers, Written.Strong);
        var visitable = journey.Steps.Select(journey.CanVisit).ToList();
        Assert.Equal(visitable.OrderDescending(), visitable);
        Assert.Equal(journey.FirstOpen is { } open ? journey.Steps.ToList().IndexOf(open) + 1 : journey.Steps.Count, visitable.Count(may => may));
    });

    [Fact]
    public void Answering_the_first_open_page_never_closes_one_already_reached_and_ends_the_form_in_as_many_pages_as_it_has() =>
        Gen.Select(AnyVisit, Gen.Int[0, 1_000_000]).Sample((visit, luck) =>
        {
            var (form, answers) = visit;
            for (var page = 0; new Journey(form, answers, Written.Strong).FirstOpen is { } open; page++)
            {
                Assert.True(page < form.Steps.Count, "the form does not end");
                var reached = new Journey(form, answers, Written.Strong).Steps.TakeWhile(step => step != open).Append(open);
                answers = answers.With(open.Fields.Select(field => KeyValuePair.Create(field.Name, (IReadOnlyList<string>)[(luck >> page) % 2 == 0 ? "oui" : "non"])));
                Assert.All(reached, step => Assert.True(new Journey(form, answers, Written.Strong).CanVisit(step)));
            }
        });

    [Fact]
    public void What_no_longer_counts_decides_nothing() => AnyVisit.Sample((form, answers) =>
    {
        var journey = new Journey(form, answers, Written.Strong);
        var again = new Journey(form, journey.Counted(), Written.Strong);
        Assert.Equal(journey.Steps, again.Steps);
        Assert.Equal(journey.FirstOpen, again.FirstOpen);
        Assert.Equal(journey.Counted().Values.Keys, again.Counted().Values.Keys);
    });

    [Fact]
    public void After_and_before_lead_there_and_back() => AnyVisit.Sample((form, answers) =>
    {
        var journey = new Journey(form, answers, Written.Strong);
        Assert.All(journey.Steps, step => Assert.Equal(step, journey.After(step) is { } next ? journey.Before(next) : step));
    });

    /// <summary>Up to six pages of one or two yes-or-no questions, each asked always or after an earlier answer, and answers to some.</summary>
    private static readonly Gen<(FormDefinition, Answers)> AnyVisit =
        Gen.Select(Gen.Select(Gen.Int[1, 2], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Bool).Array[1, 6], Gen.Int[0, 2].Array[12]).Select((pages, given) =>
        {
            var (form, names) = (new Written(), new List<string>());
            string? When(int luck, bool yes) => luck < names.Count ? $"{names[luck]} {(yes ? "==" : "!=")} 'oui'" : null;
            var steps = new List<FormStep>();
            foreach (var (count, stepLuck, fieldLuck, yes) in pages)
            {
                var when = When(stepLuck, yes);
                var fields = new List<FormField>();
                for (var at = 0; at < count; at++)
                {
                    var name = $"q{names.Count}";
                    fields.Add(form.Field(name, FieldKind.YesNo, When(fieldLuck, !yes)));
                    names.Add(name);
                }

                steps.Add(form.Step($"page-{steps.Count}", when, [.. fields]));
            }

            var answered = names.Zip(given).Where(pair => pair.Second > 0).Select(pair => (pair.First, new[] { pair.Second == 1 ? "oui" : "non" }));
            return (form.Form([.. steps]), Written.Given([.. answered]));
        });

    [Fact]
    public void A_page_with_an_address_to_prove_is_done_only_while_the_proof_is_of_that_address()
    {
        var form = new Written();
        var mail = new FormField("courriel", FieldKind.Email, Perron.Texts.LocalText.Of("fr", "courriel")) { IsVerified = true };
        var asks = form.Form(form.Step("un", null, form.Known(mail)));
        bool IsDone(params (string, string[])[] given) => new Journey(asks, Written.Given(given), Written.Strong).FirstOpen is null;

        Assert.False(IsDone(("courriel", ["claire@example.org"])));
        Assert.False(IsDone(("courriel", ["claire@example.org"]), ("courriel-prouvee", ["clara@example.org"])));
        Assert.True(IsDone(("courriel", ["Claire@example.org"]), ("courriel-prouvee", ["claire@example.org"])));
        Assert.Empty(FormFaults.Of(asks, ["fr"]));
    }

    [Fact]
    public void A_form_of_parts_is_filled_in_in_any_order_that_its_rules_allow()
    {
        var written = new Written();
        FormStep In(string section, FormStep step) => step with { Section = section };
        var form = written.Form(
            In("qui", written.Step("pour-qui", null, written.Field("pour-qui", FieldKind.OneOf, choices: ["moi", "autre"]))),
            In("qui", written.Step("autre", "pour-qui == 'autre'", written.Field("age", FieldKind.Number))),
            In("temoins", written.Step("temoins", null, written.Group("temoins", 0, 4, () => [written.Field("nom")]))),
            In("suite", written.Step("suite", "age >= 18", written.Field("accord")))) with
        {
            Sections = [Part("qui"), Part("temoins"), Part("suite")],
        };
        Journey Of(params (string, string[])[] given) => new(form, Written.Given(given), Written.Strong);
        static string[] Said(Journey journey) => [.. journey.Sections.Select(part => $"{part.Section.Slug} {part.Status} {part.Next?.Slug ?? part.For?.Slug}")];

        Assert.Equal(["qui NotBegun pour-qui", "temoins NotBegun temoins", "suite Waiting qui"], Said(Of()));
        Assert.True(Of().CanVisit(form.Step("temoins")!));
        Assert.False(Of().CanVisit(form.Step("suite")!));
        Assert.Equal(["qui InProgress autre", "temoins Done temoins", "suite Waiting qui"], Said(Of(("pour-qui", ["autre"]), (Journey.Seen, ["temoins"]))));
        Assert.Equal(["qui Done pour-qui", "temoins NotBegun temoins", "suite NotBegun suite"], Said(Of(("pour-qui", ["autre"]), ("age", ["20"]))));
        Assert.Equal(["qui Done pour-qui", "temoins NotBegun temoins"], Said(Of(("pour-qui", ["moi"])))); // a part without pages is not spoken of
        Assert.DoesNotContain(Journey.Seen, Of(("pour-qui", ["moi"]), (Journey.Seen, ["temoins"])).Counted().Values.Keys);
    }

    private static FormSection Part(string slug) => new(slug, Perron.Texts.LocalText.Of("fr", slug));
}
