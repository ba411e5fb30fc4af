using NodaTime;
using NodaTime.Text;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Dates;

/// <summary>The house moves a promised date: the old one stays beside it, and who waits is told once, with the reason.</summary>
internal static class MovedDate
{
    private static readonly Words RoomWords = Words.Of(typeof(MovedDate));

    public static void Tell(PerronDb db, Changes changes, CaseLetters letters, Case one, Stream stream, Procedure procedure, LocalDate to, string why, Commune commune, Instant now)
    {
        var from = one.ExpectedOn;
        (one.ExpectedBefore, one.ExpectedOn, one.ExpectedWhy, one.ChangedAt) = (from, to, why, now);
        one.Changes++;
        db.Add(stream.Happened(new ExpectedDateMoved(LocalDatePattern.Iso.Format(from), LocalDatePattern.Iso.Format(to)), now, "house", "traitement de la demande", Visibility.Public));
        var sentence = RoomWords.In(one.Language, "status-Late", to.LongDate(one.Language), from.LongDate(one.Language), why);
        db.Post(one, letters.Write(one, procedure.Title.In(one.Language), commune, "case-step", now, ("sentence", sentence)));
        changes.In(one.Topic);
    }
}
