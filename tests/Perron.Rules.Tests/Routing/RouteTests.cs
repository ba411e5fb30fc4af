using CsCheck;
using Perron.Routing;
namespace Perron.Rules.Tests.Routing;

public sealed class RouteTests
{
    private static readonly Candidate Omar = Officer(1), Lise = Officer(2), Head = Officer(9) with { IsCompetent = false, IsHead = true };

    [Fact]
    public void The_competent_officer_with_the_fewest_files_gets_it() =>
        Assert.Equal((Lise.Id, RouteRule.Competent), Short(Route.Choose([Omar with { Load = 3 }, Lise with { Load = 2 }, Head])));

    [Fact]
    public void With_equal_loads_it_is_always_the_same_one() =>
        Assert.Equal(Route.Choose([Omar, Lise, Head]), Route.Choose([Head, Lise, Omar]));

    [Fact]
    public void The_replacement_of_an_absent_officer_gets_it() =>
        Assert.Equal((Lise.Id, RouteRule.Replacement), Short(Route.Choose([Omar with { IsAbsent = true, ReplacedBy = Lise.Id }, Lise with { IsCompetent = false }, Head])));

    [Fact]
    public void A_replacement_who_is_absent_too_does_not_get_it() =>
        Assert.Equal((Head.Id, RouteRule.Head), Short(Route.Choose([Omar with { IsAbsent = true, ReplacedBy = Lise.Id }, Lise with { IsCompetent = false, IsAbsent = true }, Head])));

    [Fact]
    public void Without_a_head_the_team_has_it() => Assert.Equal(((Guid?)null, RouteRule.TeamOnly), Short(Route.Choose([Lise with { IsCompetent = false }])));

    [Fact]
    public void Whoever_speaks_the_language_of_the_citizen_goes_before_the_one_with_fewer_files()
    {
        var team = new[] { Omar with { Load = 1, Languages = ["fr"] }, Lise with { Load = 7, Languages = ["fr", "de"] }, Head };

        Assert.Equal(new(Lise.Id, RouteRule.Competent, RouteReason.Of("competent-speaks", "de", "7", "1")), Route.Choose(team, "de"));
        Assert.Equal(new(Omar.Id, RouteRule.Competent, RouteReason.Of("competent", "1", "2")), Route.Choose(team, "fr"));
        Assert.Equal(Omar.Id, Route.Choose(team, "nl").Officer); // nobody speaks it: better in French than not at all
    }

    [Fact]
    public void The_officer_of_the_territory_gets_it_however_many_files_there_are_or_the_one_who_stands_in()
    {
        var team = new[] { Omar, Lise with { Load = 99 }, Head };

        Assert.Equal((Lise.Id, RouteRule.Named), Short(Route.Choose(team, named: Lise.Id)));
        Assert.Equal((Head.Id, RouteRule.Replacement), Short(Route.Choose([Omar, Lise with { IsAbsent = true, ReplacedBy = Head.Id }, Head], named: Lise.Id)));
        Assert.Equal((Omar.Id, RouteRule.Competent), Short(Route.Choose([Omar, Lise with { IsAbsent = true }, Head], named: Lise.Id)));
        Assert.Equal((Omar.Id, RouteRule.Competent), Short(Route.Choose(team, named: new Guid(77, 0, 0, new byte[8]))));
    }

    [Fact]
    public void Who_stands_in_may_be_stood_in_for_and_a_circle_of_them_ends_at_the_head()
    {
        var (third, absent) = (Officer(3) with { IsCompetent = false }, Omar with { IsAbsent = true, ReplacedBy = Lise.Id });

        Assert.Equal((third.Id, RouteRule.Replacement), Short(Route.Choose([absent, Lise with { IsCompetent = false, IsAbsent = true, ReplacedBy = third.Id }, third, Head])));
        Assert.Equal((Head.Id, RouteRule.Head), Short(Route.Choose([absent, Lise with { IsAbsent = true, ReplacedBy = Omar.Id }, Head])));
    }

    [Fact]
    public void A_file_is_never_lost_and_never_given_to_one_who_is_absent_while_a_competent_one_is_there() => Gen.Select(AnyTeam, Gen.Int[0, 3], Gen.Int[0, 8]).Sample((team, speaks, name) =>
    {
        var language = speaks switch { 0 => null, 1 => "fr", 2 => "nl", _ => "en" };
        Guid? named = name == 0 ? null : Officer(name).Id;
        var chosen = Route.Choose(team, language, named);
        var officer = team.SingleOrDefault(candidate => candidate.Id == chosen.Officer);
        var present = team.Any(candidate => candidate is { IsCompetent: true, IsAbsent: false });

        Assert.True(officer is not null || (chosen.Officer is null && chosen.Rule == RouteRule.TeamOnly && !present && !team.Any(candidate => candidate.IsHead)), "lost");
        Assert.True(!present || officer is { IsAbsent: false });
        Assert.True(chosen.Rule == RouteRule.Head || officer is not { IsAbsent: true });
        Assert.True(chosen.Rule != RouteRule.Competent || officer is { IsCompetent: true, IsAbsent: false });
        Assert.Equal(chosen, Route.Choose([.. Enumerable.Reverse(team)], language, named)); // a replay agrees
    });

    private static (Guid?, RouteRule) Short(Chosen chosen) => (chosen.Officer, chosen.Rule);

    private static readonly Gen<Candidate[]> AnyTeam = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 5], Gen.Int[0, 8], Gen.Int[0, 3]).Array[0, 6].Select(rows =>
        rows.Select((row, at) => new Candidate(Officer(at + 1).Id, row.Item1, row.Item2, row.Item3, row.Item4, row.Item5 == 0 ? null : Officer(row.Item5).Id) { Languages = row.Item6 switch { 0 => [], 1 => ["fr"], 2 => ["nl", "fr"], _ => ["de"] } }).ToArray());

    private static Candidate Officer(int number) => new(new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), IsCompetent: true, IsHead: false, IsAbsent: false, Load: 0, ReplacedBy: null);
}
