using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.Crowding;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
using Perron.Waits;
namespace Perron.Counters.ForAdministrators;

/// <summary>What the head of a service sees of a hall: the day, what one more counter would change, what is usual. Nothing of it is about one officer.</summary>
public static class PilotHall
{
    public sealed record Figure(string Label, string Value);
    public sealed record ReasonRow(string Name, int Visits, string Service, string Wait);
    public sealed record QueueWhat(string Name, string Before, string After);
    public sealed record HeatRow(string At, IReadOnlyList<(string Text, int Level)> Cells);
    public sealed record Replay(string At, int Waiting, int Desks, string Wait);

    public sealed record Model(
        PostedForm Form, string Hall, string Name, string Day, string Before, string? After, IReadOnlyList<Figure> Figures, IReadOnlyList<ReasonRow> Reasons, IReadOnlyList<Choice> Desks, IReadOnlyList<QueueWhat>? WhatIf, string? WhatIfAsked,
        IReadOnlyList<string> HeatDays, IReadOnlyList<HeatRow> Heat, IReadOnlyList<Replay> Replayed, string DayCode);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/salles/{hall}/pilotage", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/agent/salles/{hall}/journal.csv", Export).Declares(Audit.Reading, Rate.Reading);
    }

    private static async Task<IResult> Show(string hall, string? jour, string? guichet, int? minutes, Commune commune, PageLanguage language, PerronDb db, HallBooks books, TimeProvider time)
    {
        if (await db.Hall(hall) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var (now, setup) = (time.GetCurrentInstant(), HallSetup.FromJson(one.Setup));
        var today = commune.Today(now);
        var day = LocalDatePattern.Iso.Parse(jour ?? "") is { Success: true, Value: var asked } && asked <= today ? asked : today;
        var (from, until) = (day.AtStartOfDayInZone(commune.Zone).ToInstant(), day.PlusDays(1).AtStartOfDayInZone(commune.Zone).ToInstant());
        var visits = await db.Set<HallVisit>().AsNoTracking().Where(visit => visit.HallId == one.Id && visit.ArrivedAt >= from && visit.ArrivedAt < until).OrderBy(visit => visit.ArrivedAt).ToListAsync();
        var what = guichet is not null && setup.Plan.Desk(guichet) is not null && day == today ? await books.WhatIf(db, commune, one, guichet, Math.Clamp(minutes ?? 30, 5, 240)) : ((HallForecast Without, HallForecast With)?)null;
        var profile = await books.Look(db, commune, one, (book, _) => book.Habits.Profile);
        return PilotHallPage.Of(new(
            PostedForm.Blank(("guichet", guichet), ("minutes", (minutes ?? 30).ToString(CultureInfo.InvariantCulture))), one.Slug, one.Name.In(language.Code), day.LongDate(language.Code),
            Link(one, day.PlusDays(-1)), day < today ? Link(one, day.PlusDays(1)) : null, Figures(visits, language.Code), Reasons(visits, setup, language.Code),
            [.. setup.Plan.Desks.Select(desk => new Choice(desk.Code, Say(language.Code, "desk-number", desk.Code)))],
            what is null ? null : [.. setup.Plan.Queues.Select(queue => new QueueWhat(queue.Name.In(language.Code), Most(what.Value.Without, queue.Code, language.Code), Most(what.Value.With, queue.Code, language.Code)))],
            what is null ? null : Say(language.Code, "pilot-what-asked", guichet, Math.Clamp(minutes ?? 30, 5, 240)),
            [.. Days(setup).Select(weekday => Languages.Culture(language.Code).DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)weekday % 7)))], Heat(profile, setup, language.Code), Replayed(visits, setup, day, commune, language.Code), LocalDatePattern.Iso.Format(day)));
    }

    // The complete log of a day. Counters have another name each day: who sat where is in no file.
    private static async Task<IResult> Export(string hall, string? jour, Commune commune, PerronDb db, TimeProvider time)
    {
        if (await db.Hall(hall) is not { } one)
        {
            return TypedResults.NotFound();
        }

        var day = LocalDatePattern.Iso.Parse(jour ?? "") is { Success: true, Value: var asked } ? asked : commune.Today(time.GetCurrentInstant());
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var head in (string[])["number", "at", "event", "ticket", "queue", "priority", "counter", "reason", "outcome", "told_usual", "told_most"])
            {
                csv.WriteField(head);
            }

            await csv.NextRecordAsync();
            var past = new HallDay(HallSetup.FromJson(one.Setup).Plan);
            Dictionary<string, string> names = [];
            foreach (var row in await db.Set<HallHappening>().AsNoTracking().Where(row => row.HallId == one.Id && row.Day == day).OrderBy(row => row.Number).ToListAsync())
            {
                var happened = HallEventText.Read(row.What);
                past.Apply(happened, row.At);
                var ticket = happened is TicketEvent of ? past.Ticket(of.Code) : null;
                var desk = happened switch { DeskEvent one1 => one1.Desk, TicketCalled called => called.Desk, TicketEvent => ticket?.Desk, _ => null };
                csv.WriteField(row.Number);
                csv.WriteField(LocalDateTimePattern.GeneralIso.Format(commune.Local(row.At)));
                csv.WriteField(happened.GetType().Name);
                csv.WriteField(ticket?.Number);
                csv.WriteField(ticket?.Queue);
                csv.WriteField(ticket is null ? "" : ((int)ticket.Taken.Priority).ToString(CultureInfo.InvariantCulture));
                csv.WriteField(desk is null ? "" : names.TryGetValue(desk, out var name) ? name : names[desk] = $"counter-{names.Count + 1}");
                csv.WriteField(string.Join('+', ticket?.Taken.Reasons ?? []));
                csv.WriteField((happened as ServiceEnded)?.End.ToString());
                csv.WriteField((happened as TicketTaken)?.Usual);
                csv.WriteField((happened as TicketTaken)?.Most);
                await csv.NextRecordAsync();
            }
        }

        return TypedResults.Bytes(System.Text.Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{one.Slug}-{LocalDatePattern.Iso.Format(day)}.csv");
    }

    private static string Link(Hall hall, LocalDate day) => $"/agent/salles/{hall.Slug}/pilotage?jour={LocalDatePattern.Iso.Format(day)}";

    private static IReadOnlyList<Figure> Figures(List<HallVisit> visits, string language)
    {
        var served = visits.Where(visit => visit.Outcome != VisitOutcome.Left).ToList();
        var waits = served.Select(visit => (visit.CalledAt!.Value - visit.ArrivedAt).TotalMinutes).Order().ToList();
        return
        [
            new(Say(language, "pilot-visits"), visits.Count.ToString(CultureInfo.InvariantCulture)),
            new(Say(language, "pilot-mean-wait"), waits.Count == 0 ? "–" : Minutes(waits.Average(), language)),
            new(Say(language, "pilot-most-wait"), waits.Count == 0 ? "–" : Minutes(waits[(int)(0.9 * (waits.Count - 1))], language)),
            new(Say(language, "pilot-left"), visits.Count == 0 ? "–" : $"{100 * (visits.Count - served.Count) / visits.Count} %"),
        ];
    }

    // Of fewer than five, one would know who it was.
    private static IReadOnlyList<ReasonRow> Reasons(List<HallVisit> visits, HallSetup setup, string language) => [.. visits.Where(visit => visit is { Outcome: not VisitOutcome.Left, EndedAt: not null })
        .GroupBy(visit => visit.Reason.Length > 0 ? visit.Reason : visit.Queue).Where(group => group.Count() >= 5).OrderByDescending(group => group.Count())
        .Select(group => new ReasonRow(
            setup.Plan.Reason(group.Key)?.Name.In(language) ?? setup.Plan.Queue(group.Key)?.Name.In(language) ?? group.Key, group.Count(),
            Minutes(group.Average(visit => (visit.EndedAt!.Value - visit.CalledAt!.Value).TotalMinutes), language), Minutes(group.Average(visit => (visit.CalledAt!.Value - visit.ArrivedAt).TotalMinutes), language)))];

    private static IEnumerable<IsoDayOfWeek> Days(HallSetup setup) => Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day).Where(day => setup.Opening.Week.GetValueOrDefault(day) is { Count: > 0 });

    private static IReadOnlyList<HeatRow> Heat(CrowdingProfile profile, HallSetup setup, string language)
    {
        var slots = Days(setup).SelectMany(day => setup.Opening.Week[day].SelectMany(open => HalfHour.Between(open.From, open.Until))).Distinct().Order().ToList();
        return !profile.IsKnown ? [] : [.. slots.Select(at => new HeatRow(at.ToString(), [.. Days(setup).Select(day =>
            setup.Opening.Week[day].Any(open => open.From <= at.From && at.From < open.Until) && profile.Usual(day, at) is { } usual ? (Minutes(usual.Wait.Usual, language), (int)setup.Plan.Crowding.LevelOf(usual.Wait.Usual) + 1) : ("", 0))]))];
    }

    private static IReadOnlyList<Replay> Replayed(List<HallVisit> visits, HallSetup setup, LocalDate day, Commune commune, string language) => [.. HallHabits.Open(setup, day).Select(at =>
    {
        var moment = commune.Zone.AtLeniently(day + at.From).ToInstant();
        var waiting = visits.Count(visit => visit.ArrivedAt <= moment && (visit.CalledAt ?? visit.EndedAt ?? visit.ArrivedAt) > moment);
        var desks = visits.Where(visit => visit.CalledAt <= moment && visit.EndedAt > moment).Select(visit => visit.Desk).Distinct().Count();
        var came = visits.Where(visit => visit.CalledAt is not null && visit.ArrivedAt >= moment && visit.ArrivedAt < moment + Duration.FromMinutes(30)).ToList();
        return new Replay(at.ToString(), waiting, desks, came.Count == 0 ? "–" : Minutes(came.Average(visit => (visit.CalledAt!.Value - visit.ArrivedAt).TotalMinutes), language));
    })];

    private static string Most(HallForecast told, string queue, string language) => told.Newcomers.TryGetValue(queue, out var one) ? Minutes(one.Most / 60, language) : "–";

    private static string Minutes(double minutes, string language) => Say(language, "minutes", Math.Round(minutes).ToString(CultureInfo.InvariantCulture));

    private static string Say(string language, string key, params object?[] arguments) => Words.Of(typeof(PilotHall)).In(language, key, arguments);
}
