using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Cases;
using Perron.Communes;
using Perron.Money;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Payments.Bank;

/// <summary>Reads a file of the bank: what is exact is noted in the account of its case, everything else waits for an officer. It sees every organisation, for the account is the commune's.</summary>
public sealed class StatementReader(Accounts accounts, PayToAccounts payTo)
{
    public const string Source = "virement";

    /// <summary>An order as it stands while the file is read.</summary>
    public sealed record Standing(PaymentOrderId Id, OrganisationId Organisation, string Reference, AwaitedOrder Order);

    /// <summary>Reads it, or writes down beside it why not; saves.</summary>
    public async Task Read(PerronDb db, Changes changes, BankFile file, Commune commune, Instant now)
    {
        (file.Fault, file.FaultLine, file.Read, file.Known) = ("", 0, 0, 0);
        if (Statements(file.Bytes, out var fault) is not { } statements)
        {
            (file.Fault, file.FaultLine) = ($"{fault!.Why}", fault.Line);
        }
        else if (payTo.Of(commune) is not { } own || statements.Any(statement => !IsOurs(statement.Account, own)))
        {
            file.Fault = BankFile.NotOurs;
        }
        else if (await Fresh(db, file, statements) is { } fresh)
        {
            (file.Read, file.Known) = (fresh.Count, statements.Count - fresh.Count);
            await Note(db, changes, file, fresh, own, commune, now);
        }
        else
        {
            file.Fault = BankFile.SaysOtherwise;
        }

        await db.SaveChangesAsync();
    }

    // Banks write ISO 8859-1; a file that went through a program of today may be UTF-8, and then its lines are too long.
    private static IReadOnlyList<CodaStatement>? Statements(byte[] bytes, out CodaFault? fault) =>
        Coda.Read(Encoding.Latin1.GetString(bytes), out fault) is { } read ? read
        : fault!.Why == CodaFaultKind.WrongLength && Coda.Read(Encoding.UTF8.GetString(bytes), out _) is { } other ? other : null;

    // An account without IBAN stands there by its twelve Belgian digits.
    private static bool IsOurs(string account, PayTo own) => account == own.Account.Text || (own.Account.IsBelgian && account.Split(' ')[0] == own.Account.Text[4..]);

    // Those that were not read before; null when one was, and said something else.
    private static async Task<IReadOnlyList<CodaStatement>?> Fresh(PerronDb db, BankFile file, IReadOnlyList<CodaStatement> statements)
    {
        var fresh = new List<CodaStatement>();
        foreach (var statement in statements)
        {
            var known = await db.Set<BankStatement>().AsNoTracking().SingleOrDefaultAsync(one => one.Account == statement.Account && one.On == statement.To && one.Number == statement.Number)
                is { } before ? before.Says : fresh.Find(one => (one.Account, one.To, one.Number) == (statement.Account, statement.To, statement.Number)) is { } twin ? Says(twin) : null;
            if (known is not null && known != Says(statement))
            {
                return null;
            }

            if (known is null)
            {
                fresh.Add(statement);
            }
        }

        return fresh;
    }

    private async Task Note(PerronDb db, Changes changes, BankFile file, IReadOnlyList<CodaStatement> fresh, PayTo own, Commune commune, Instant now)
    {
        var orders = await Orders(db, [.. fresh.SelectMany(statement => statement.Movements).Select(movement => movement.Communication)]);
        foreach (var statement in fresh)
        {
            var read = new BankStatement
            {
                CommuneId = file.CommuneId, OrganisationId = file.OrganisationId, FileId = file.Id, Account = statement.Account, On = statement.To, Number = statement.Number,
                OldCents = statement.OldCents, NewCents = statement.NewCents, Says = Says(statement),
            };
            db.Add(read);
            foreach (var told in statement.Movements.Where(movement => movement.Cents is > 0 and <= int.MaxValue)) // what goes out is nobody's payment
            {
                var movement = new BankMovement
                {
                    CommuneId = file.CommuneId, OrganisationId = file.OrganisationId, StatementId = read.Id, Cents = (int)told.Cents, ValueOn = told.ValueOn, Communication = told.Communication,
                    Name = string.Create(CultureInfo.InvariantCulture, $"{own.Account.Text}/{LocalDatePattern.Iso.Format(statement.To)}/{statement.Number:000}/{told.Sequence}"),
                    Text = told.Text, PayerAccount = told.CounterpartyAccount, PayerName = told.CounterpartyName,
                };
                db.Add(movement);
                if (Settled(movement, orders) is { } found)
                {
                    var order = await db.Set<PaymentOrder>().SingleAsync(one => one.Id == found.Id);
                    var asked = await db.Set<Case>().SingleAsync(one => one.Id == order.CaseId);
                    await Give(db, changes, movement, order, asked, MovementState.Matched, "house", commune, now);
                    orders[orders.IndexOf(found)] = found with { Order = found.Order with { Awaited = Math.Max(0, found.Order.Awaited - movement.Cents) } };
                    await db.SaveChangesAsync(); // a second transfer for the same order sees the first
                }
            }
        }
    }

    /// <summary>This movement is for this case: its money is a fact of it from now on. The caller saves.</summary>
    public async Task Give(PerronDb db, Changes changes, BankMovement movement, PaymentOrder order, Case one, MovementState state, string actor, Commune commune, Instant now)
    {
        (movement.State, movement.CaseId, movement.SaidAt) = (state, one.Id, now);
        await accounts.Tell(db, changes, order, one, new(Source, movement.Name, FactKind.Paid, movement.Cents), actor, commune, now);
        changes.In(one.Topic);
    }

    /// <summary>The orders for which a transfer with one of these communications, or any transfer, may be: those that are named, and all that are not paid.</summary>
    public static async Task<List<Standing>> Orders(PerronDb db, IEnumerable<string> communications)
    {
        var numbers = communications.Where(digits => digits.Length == 12).Select(digits => long.Parse(digits[..10], CultureInfo.InvariantCulture)).Distinct().ToList();
        var found = await db.Set<PaymentOrder>().AsNoTracking().Where(order => order.PaidAt == null || numbers.Contains(order.Number))
            .Join(db.Set<Case>(), order => order.CaseId, one => one.Id, (order, one) => new { order, one.Status, one.Reference }).ToListAsync();
        return [.. found.Select(pair => new Standing(pair.order.Id, pair.order.OrganisationId, pair.Reference, new(pair.order.Communication, Math.Max(0, pair.order.OwedFor(pair.Status) - pair.order.BalanceCents))))];
    }

    public static TransferMatch Match(BankMovement movement, IEnumerable<Standing> orders) => TransferMatch.Of(movement.Communication, movement.Cents, [.. orders.Select(one => one.Order)]);

    /// <summary>The order that a match speaks of.</summary>
    public static AwaitedOrder? Named(TransferMatch match) => match switch
    {
        TransferMatch.Exact exact => exact.Order,
        TransferMatch.TooLittle little => little.Order,
        TransferMatch.TooMuch much => much.Order,
        TransferMatch.NothingAwaited none => none.Order,
        TransferMatch.Perhaps perhaps => perhaps.Order,
        _ => null,
    };

    // To the cent: done. Money that names a case of another organisation is that one's, which sees by itself what is missing or too much; an officer of this one could not even look.
    private static Standing? Settled(BankMovement movement, List<Standing> orders) =>
        Match(movement, orders) is var match and not TransferMatch.Perhaps && Named(match) is { } named && orders.Find(one => one.Order == named) is { } standing && (match is TransferMatch.Exact || standing.Organisation != movement.OrganisationId) ? standing : null;

    private static string Says(CodaStatement statement) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        statement.Movements.Select(movement => string.Create(CultureInfo.InvariantCulture, $"{movement.Sequence} {movement.Cents} {movement.Communication}")).Prepend(string.Create(CultureInfo.InvariantCulture, $"{statement.OldCents} {statement.NewCents}"))))));
}
