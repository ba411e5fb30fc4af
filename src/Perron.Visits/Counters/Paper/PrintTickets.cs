using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Printing;
using Perron.Queues;
namespace Perron.Counters.Paper;

/// <summary>
/// Prints the tickets that are taken at a kiosk, each once: what was under way when the house stopped is not printed again, since its number stands on the screen.
/// What the printer says of itself is an event of the hall, so that the console shows it.
/// </summary>
internal sealed class PrintTickets(HallPrinters printers, IServiceScopeFactory scopes, HallBooks books, LiveHub hub, TimeProvider time, PublicAddress address) : BackgroundService
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(printers.All.Select(printer => Serve(printer, stopping)));

    private async Task Serve(PrinterSettings printer, CancellationToken stopping)
    {
        using var bell = new SemaphoreSlim(0, 1);
        IDisposable? ear = null;
        (LocalDate Day, long Number)? printed = null;
        while (!stopping.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
            if (await db.Set<Commune>().AsNoTracking().SingleOrDefaultAsync(one => one.Slug == printer.Commune, stopping) is { } found)
            {
                db.Enter(found.Id);
                db.EnterEveryOrganisation();
                var commune = await db.Home(found.Id);
                if (await db.Hall(printer.Hall) is { NodeKeyHash: null } hall)
                {
                    ear ??= hub.Overhear(hall.Topic, _ => Ring(bell));
                    var changes = scope.ServiceProvider.GetRequiredService<Changes>();
                    printed = await Print(printer, db, changes, commune, hall, printed);
                }
            }

            await ((Task)bell.WaitAsync(LooksEvery, stopping)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ear?.Dispose();
    }

    private static void Ring(SemaphoreSlim bell)
    {
        if (bell.CurrentCount == 0)
        {
            bell.Release();
        }
    }

    private async Task<(LocalDate, long)> Print(PrinterSettings printer, PerronDb db, Changes changes, Commune commune, Hall hall, (LocalDate Day, long Number)? printed)
    {
        var (day, last, state) = await books.Look(db, commune, hall, (book, _) => (book.Date, book.Day.Number, book.Day.Printer));
        var from = printed is { } known ? known.Day == day ? known.Number : 0 : last; // what was taken before this house started has been seen
        var now = await Tell(printer, db, changes, commune, hall, state);
        if (now is PrinterState.Ready or PrinterState.PaperLow)
        {
            foreach (var one in await db.Set<HallHappening>().AsNoTracking().Where(row => row.HallId == hall.Id && row.Day == day && row.Number > from && row.Number <= last).OrderBy(row => row.Number).Select(row => row.What).ToListAsync())
            {
                if (HallEventText.Read(one) is TicketTaken { At: TakenAt.Kiosk } taken && await books.Look(db, commune, hall, (book, at) => Paper(book, taken, hall, commune, at)) is { } paper)
                {
                    await PrinterLine.Send(printer.Address, TicketBytes.Of(paper, new(printer.Dots)));
                }
            }
        }

        return (day, last);
    }

    private async Task<PrinterState> Tell(PrinterSettings printer, PerronDb db, Changes changes, Commune commune, Hall hall, PrinterState known)
    {
        var state = await PrinterLine.Ask(printer.Address) switch
        {
            null => PrinterState.Away,
            { Paper: PaperLeft.None } => PrinterState.PaperOut,
            { CanPrint: false } => PrinterState.Away,
            { Paper: PaperLeft.NearEnd } => PrinterState.PaperLow,
            _ => PrinterState.Ready,
        };
        if (state != known)
        {
            await db.AsHouse(changes, () => books.Write(db, commune, hall, (_, _) => new PrinterTold(state)));
            db.ChangeTracker.Clear();
        }

        return state;
    }

    private PaperTicket? Paper(OpenBook book, TicketTaken taken, Hall hall, Commune commune, Instant now)
    {
        if (book.Day.Ticket(taken.Code) is not { } ticket || book.Setup.Plan.Queue(ticket.Queue) is not { } queue)
        {
            return null;
        }

        var (language, words) = (taken.Language, Words.Of(typeof(PrintTickets)));
        var ahead = book.Foretold(now).Visits.TryGetValue(taken.Code, out var told) ? told.Ahead : 0;
        return new(
            hall.Name.In(language), ticket.Number, queue.Name.In(language), book.Shown(ticket, now) is { } shown ? WaitWords.Whole(shown, language) : null,
            WaitWords.Ahead(ahead, language), commune.Local(time.GetCurrentInstant()).DateAndTime(language),
            address.Of(commune, $"/ticket/{taken.Code}"), words.In(language, "kiosk-qr-why"));
    }
}
