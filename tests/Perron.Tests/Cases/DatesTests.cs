using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases;
using Perron.Cases.Dates;
using Perron.Platform.Jobs;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Cases;

/// <summary>The promised date, learnt from cases that are over; what slips is told once.</summary>
public sealed class DatesTests
{
    private static readonly LocalDate Configured = new(2026, 11, 27);

    [Fact]
    public async Task A_date_is_learnt_from_finished_cases_and_one_that_slips_is_told_once_with_its_reason()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var sophie = await portal.AsSophie();
        var done = new List<string>();
        for (var place = 0; place < 8; place++)
        {
            done.Add(await claire.AskForOwn());
        }

        var left = await claire.AskForOwn();
        Assert.Equal(Configured, (await portal.Case(portal.Braine, left)).ExpectedOn); // nothing is known yet: the configured time
        portal.Clock.Advance(TimeSpan.FromDays(8));
        await Look(portal);
        await Look(portal);
        var passed = await portal.Case(portal.Braine, left);
        Assert.Equal((Configured, new LocalDate(2026, 12, 4)), (passed.ExpectedBefore, passed.ExpectedOn)); // its day is over and nothing is known still: half of the configured time, two days at least
        Assert.Equal(1, await Moves(portal, left));
        foreach (var reference in done)
        {
            await sophie.ConfirmRegister(reference);
            await sophie.Produce(reference);
        }

        await Look(portal);
        Assert.All(await portal.InDb(portal.Braine, db => db.Set<Case>().AsNoTracking().Where(one => one.ClosedAt != null).ToListAsync()), one => Assert.Null(one.DatesDueOn));
        Assert.Equal(2, await portal.InDb(portal.Braine, db => db.Set<LearntDuration>().CountAsync())); // one step, one pace
        portal.Clock.Advance(TimeSpan.FromDays(3));
        await Look(portal);
        await Look(portal);
        var moved = await portal.Case(portal.Braine, left);
        Assert.True(moved.ExpectedOn > new LocalDate(2026, 12, 4) && moved.ExpectedBefore == new LocalDate(2026, 12, 4), $"{moved.ExpectedBefore} {moved.ExpectedOn}");
        Assert.Equal(2, await Moves(portal, left));
        Assert.Contains("au lieu du vendredi 4 décembre 2026. Pourquoi", (await portal.Mails(portal.Braine))[^1].Given["sentence"].Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        var next = await portal.Case(portal.Braine, await claire.AskForOwn());
        Assert.True(next.ExpectedOn > new LocalDate(2026, 12, 8), $"three office days as configured would be 8 December; eight cases took more: {next.ExpectedOn}");
    }

    private static Task<int> Moves(Portal portal, string reference) => portal.InDb(portal.Braine, db => db.Set<TimelineEvent>()
        .CountAsync(happened => happened.Kind == nameof(ExpectedDateMoved) && db.Set<Case>().Any(one => one.Id == happened.StreamId && one.Reference == reference)));

    private static async Task Look(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<DatesRound>>().Once(portal.Braine.Id))
        {
        }
    }
}
