using NodaTime;
using NodaTime.Text;
using Perron.Cases.Acts;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.ForOfficers.Many;

/// <summary>The same is asked of several citizens, or answered to them: in each case by its own workflow, as if an officer had opened one after the other.</summary>
public sealed class WriteToMany(ProcedureCatalogue catalogue, CaseWork work, CaseLetters letters, ReplyCatalogue replies, HouseKeys keys)
{
    private const int LongestPiece = 200;
    private static readonly Words RoomWords = Words.Of(typeof(WriteToMany));

    /// <summary>Where it could not be done, and why; null when nothing is to be written, or when what was typed is refused.</summary>
    internal async Task<IReadOnlyList<(string Case, string Why)>?> Write(PostedForm posted, IReadOnlyList<string> references, Visitor visitor, Commune commune, string language, PerronDb db, Instant now)
    {
        var ask = posted.Act == "demander" ? Asked(posted, commune, language, now) : null;
        var reply = posted.Act == "repondre" ? replies.Plain(commune.Slug).FirstOrDefault(plain => plain.Slug == posted.Value("modele")) : null;
        if (posted.Act == "repondre" && reply is null)
        {
            posted.Refuse("modele", RoomWords.In(language, "message-template-missing"));
        }

        if (!posted.IsRight || (ask is null && reply is null))
        {
            return null;
        }

        var undone = new List<(string, string)>();
        foreach (var reference in references)
        {
            var why = await db.OpenFor(visitor, reference, catalogue, commune.Today(now)) is not { } file ? BulkOutcome.Gone
                : reply is not null ? Answer(db, file, reply, await db.UnitOf(file.Case), visitor, commune, now)
                : await Ask(file);
            undone.AddRange(why is null ? [] : [(reference, why)]);
        }

        return undone;

        // What is typed once is read by each as it stands: who reads another language is asked in the file.
        async Task<string?> Ask(CaseFile file)
        {
            if (file.OfferedTo(visitor).FirstOrDefault(offered => offered is { Kind: ActKind.AskEvidence, IsMandate: false, Piece.IsEmpty: true }) is not { } action)
            {
                return !file.IsInCharge ? BulkOutcome.NotYours : file.Case.ClosedAt is not null ? BulkOutcome.Closed : BulkOutcome.NotNow;
            }

            if (file.Case.Language != language)
            {
                return BulkOutcome.OtherLanguage;
            }

            if (!await work.Carry(new(file, action, ask!, visitor, commune, language, db, letters, keys, await db.UnitOf(file.Case), now)))
            {
                return BulkOutcome.NotNow;
            }

            file.Case.AssignedTo ??= visitor.Officer;
            return null;
        }
    }

    private static PostedForm Asked(PostedForm posted, Commune commune, string language, Instant now)
    {
        var piece = posted.Text("piece").OrElse(RoomWords.In(language, "ask-piece-missing"));
        var due = posted.Date("avant").Or(AskForPiece.DueUnsaid(commune, now));
        if (piece?.Length > LongestPiece)
        {
            posted.Refuse("piece", RoomWords.In(language, "many-piece-long", LongestPiece));
        }

        if (due <= commune.Today(now))
        {
            posted.Refuse("avant", RoomWords.In(language, "ask-due-past"));
        }

        return PostedForm.Blank(("piece", piece), ("avant", LocalDatePattern.Iso.Format(due)));
    }

    private string? Answer(PerronDb db, CaseFile file, ReplyTemplate reply, ServiceUnit unit, Visitor visitor, Commune commune, Instant now)
    {
        if (!file.Case.HasReader || (reply.Procedures is not [] && !reply.Procedures.Contains(file.Case.Procedure)))
        {
            return file.Case.HasReader ? BulkOutcome.NotNow : BulkOutcome.NoReader;
        }

        Messages.Add(db, file, MessageKind.FromOfficer, visitor.Officer, reply.Filled(file.Case.Language, ReplyWords.Of(file, unit, visitor.Name.Split(' ')[0], commune, now)), visitor, now);
        db.Post(file.Case, letters.Write(file, commune, "case-message", now));
        return null;
    }
}
