using CsCheck;
using Perron.Routing;
namespace Perron.Rules.Tests.Routing;

public sealed class RouteTests
{
    private static readonly Candidate Omar = Officer(1), Lise = Officer(2), Head = Officer(9) with { IsCompetent = false, IsHead = true };

    [Fact]
    public void The_competent_officer_with_the_fewest_files_gets_it() =>
        Assert.Equal(new(Lise.Id, RouteRule.Competent), Route.Choose([Omar with { Load = 3 }, Lise with { Load = 2 }, Head]));

    [Fact]
    public void With_equal_loads_it_is_always_the_same_one() =>
        Assert.Equal(Route.Choose([Omar, Lise, Head]), Route.Choose([Head, Lise, Omar]));

    [Fact]
    public void The_replacement_of_an_absent_officer_gets_it() =>
        Assert.Equal(new(Lise.Id, RouteRule.Replacement), Route.Choose([Omar with { IsAbsent = true, ReplacedBy = Lise.Id }, Lise with { IsCompetent = false }, Head]));

    [Fact]
    public void A_replacement_who_is_absent_too_does_not_get_it() =>
        Assert.Equal(new(Head.Id, RouteRule.Head), Route.Choose([Omar with { IsAbsent = true, ReplacedBy = Lise.Id }, Lise with { IsCompetent = false, IsAbsent = true }, Head]));

    [Fact]
    public void Without_a_head_the_team_has_it() => Assert.Equal(new(null, RouteRule.TeamOnly), Route.Choose([Lise with { IsCompetent = false }]));

    [Fact]
    public void A_file_is_never_lost_and_never_given_to_one_who_is_absent_while_a_competent_one_is_there() => AnyTeam.Sample(team =>
    {
        var chosen = Route.Choose(team);
        var officer = team.SingleOrDefault(candidate => candidate.Id == chosen.Officer);
        var present = team.Any(candidate => candidate is { IsCompetent: true, IsAbsent: false });

        Assert.True(officer is not null || (chosen.Rule == RouteRule.TeamOnly && !present && !team.Any(candidate => candidate.IsHead)), "lost");
        Assert.True(!present || officer is { IsCompetent: true, IsAbsent: false });
        Assert.True(chosen.Rule == RouteRule.Head || officer is not { IsAbsent: true });
        Assert.Equal(chosen, Route.Choose([.. Enumerable.Reverse(team)])); // a replay agrees
    });

    private static readonly Gen<Candidate[]> AnyTeam = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 5], Gen.Int[0, 8]).Array[0, 6].Select(rows =>
        rows.Select((row, at) => new Candidate(Officer(at + 1).Id, row.Item1, row.Item2, row.Item3, row.Item4, row.Item5 == 0 ? null : Officer(row.Item5).Id)).ToArray());

    private static Candidate Officer(int number) => new(new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), IsCompetent: true, IsHead: false, IsAbsent: false, Load: 0, ReplacedBy: null);
}
