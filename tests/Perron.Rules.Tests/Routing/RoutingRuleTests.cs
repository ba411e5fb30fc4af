using CsCheck;
using Perron.Routing;
namespace Perron.Rules.Tests.Routing;

public sealed class RoutingRuleTests
{
    private static readonly Guid North = Team(1), South = Team(2), Everybody = Team(9), Omar = Team(20);
    private static readonly RoutedFile File = new("voirie", "Rue du Pâquis", "Ophain", "fr");

    private static readonly RoutingRule[] Rules =
    [
        new("gros-travaux", South) { Procedure = "voirie", Condition = "duree > 30" },
        new("paquis", North) { Streets = ["rue du paquis"], Officer = Omar },
        new("ophain", South) { Sections = ["Ophain", "Lillois"] },
        new("allemand", North) { Language = "de" },
        new("voirie", South) { Procedure = "voirie" },
    ];

    [Fact]
    public void The_first_rule_that_fits_decides_and_says_why()
    {
        Assert.Equal(new(South, null, RouteReason.Of("by-answers", "gros-travaux", "duree > 30")), RoutingRule.TeamFor(File, Rules, _ => true, Everybody));
        Assert.Equal(new(North, Omar, RouteReason.Of("by-street", "paquis", "rue du paquis")), RoutingRule.TeamFor(File, Rules, _ => false, Everybody));
        Assert.Equal(new(South, null, RouteReason.Of("by-section", "ophain", "Lillois")), RoutingRule.TeamFor(File with { Street = null, Section = "lillois" }, Rules, _ => false, Everybody));
        Assert.Equal(new(North, null, RouteReason.Of("by-language", "allemand", "de")), RoutingRule.TeamFor(File with { Street = null, Section = null, Language = "de" }, Rules, _ => false, Everybody));
        Assert.Equal(new(South, null, RouteReason.Of("by-procedure", "voirie", "voirie")), RoutingRule.TeamFor(File with { Street = "Rue Neuve", Section = null }, Rules, _ => false, Everybody));
    }

    [Fact]
    public void Where_no_rule_fits_the_team_of_the_procedure_has_it() =>
        Assert.Equal(new(Everybody, null, RouteReason.Of("team-of-procedure", "acte")), RoutingRule.TeamFor(new("acte", null, null, "fr"), Rules, _ => true, Everybody));

    [Fact]
    public void Every_file_has_a_team_and_only_a_rule_that_holds_gives_it() => Gen.Select(AnyFile, AnyRules, Gen.Bool).Sample((file, rules, holds) =>
    {
        var choice = RoutingRule.TeamFor(file, rules, _ => holds, Everybody);
        var alone = rules.Where(rule => RoutingRule.TeamFor(file, [rule], _ => holds, Everybody).Team != Everybody).ToList();

        Assert.Equal(alone is [var first, ..] ? first.Team : Everybody, choice.Team);
        Assert.NotEmpty(choice.Why.Code);
    });

    private static readonly Gen<string?> AnyName = Gen.Int[0, 3].Select(which => which == 0 ? null : $"{"ABC"[which - 1]}");

    private static readonly Gen<RoutedFile> AnyFile = Gen.Select(Gen.Int[0, 2], AnyName, AnyName, AnyName).Select((procedure, street, section, language) => new RoutedFile($"p{procedure}", street, section, language));

    private static readonly Gen<RoutingRule[]> AnyRules = Gen.Select(Gen.Int[0, 3], AnyName, AnyName, AnyName, AnyName, Gen.Int[1, 8]).Select((procedure, street, section, language, condition, team) =>
        new RoutingRule($"r{team}", Team(team)) { Procedure = procedure == 3 ? null : $"p{procedure}", Streets = street is null ? [] : [street], Sections = section is null ? [] : [section], Language = language, Condition = condition }).Array[0, 5];

    private static Guid Team(int number) => new(number, 0, 0, new byte[8]);
}
